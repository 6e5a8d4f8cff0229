package io.tacet.worker.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Reads figures of the machine into columns of whole numbers. Reading allocates nothing, so that it
 * can be done while a job is measured. A failed reading is a gap, never the end of the sensor. Not
 * thread-safe.
 */
public interface Sensor extends Closeable {

  /** In a column: there was no figure. */
  long MISSING = Long.MIN_VALUE;

  /** Name in messages. */
  String name();

  /** Columns it fills. */
  int width();

  /**
   * Reads now.
   *
   * @param row where to write
   * @param offset of its first column; it fills {@link #width} of them, with {@link #MISSING} for
   *     what is not there
   */
  void read(long[] row, int offset) throws IOException;

  /** What its columns mean, column numbers from 0. */
  List<Metric> metrics();
}
