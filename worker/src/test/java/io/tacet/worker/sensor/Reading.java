package io.tacet.worker.sensor;

import java.io.IOException;
import java.util.Arrays;

/** One reading of a sensor, into the middle of a row, as the sampler has it. */
final class Reading {

  private static final int BEFORE = 3;
  private static final long UNTOUCHED = 4711;

  private Reading() {}

  /** Its columns; throws when it wrote beside them. */
  static long[] of(Sensor sensor) throws IOException {
    long[] row = new long[BEFORE + sensor.width() + 1];
    Arrays.fill(row, UNTOUCHED);
    sensor.read(row, BEFORE);
    if (row[BEFORE - 1] != UNTOUCHED || row[row.length - 1] != UNTOUCHED) {
      throw new AssertionError(sensor.name() + " wrote beside its columns");
    }
    return Arrays.copyOfRange(row, BEFORE, BEFORE + sensor.width());
  }
}
