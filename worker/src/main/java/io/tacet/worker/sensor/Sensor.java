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
   * Reads now. Where it reads several files and one fails, it fills what it can, and throws
   * afterwards.
   *
   * @param row where to write
   * @param offset of its first column; it fills {@link #width} of them, with {@link #MISSING} for
   *     what is not there
   */
  void read(long[] row, int offset) throws IOException;

  /** What its columns mean, column numbers from 0. */
  List<Metric> metrics();

  /**
   * Longest time between two readings, ns, after which a figure could be lost, as when a counter
   * wraps round twice. It is read at least so often, even where nothing else is sampled.
   */
  default long longestGapNanos() {
    return Long.MAX_VALUE;
  }
}
