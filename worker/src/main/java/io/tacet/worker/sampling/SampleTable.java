package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Sensor;

/**
 * Rows of raw figures with the time of each, in memory taken once. Not thread-safe.
 *
 * <p>A full table takes no more rows; it is made so large that this does not happen.
 */
final class SampleTable {

  private final int width;
  private final long[] nanos;
  private final long[] values;
  private int rows;

  SampleTable(int capacity, int width) {
    this.width = width;
    this.nanos = new long[capacity];
    this.values = new long[Math.multiplyExact(capacity, width)];
  }

  void clear() {
    rows = 0;
  }

  int rows() {
    return rows;
  }

  boolean full() {
    return rows == nanos.length;
  }

  /** Appends a row of gaps and says at which offset of {@link #values} it begins. */
  int append(long atNanos) {
    nanos[rows] = atNanos;
    int offset = rows * width;
    rows++;
    for (int i = offset; i < offset + width; i++) {
      values[i] = Sensor.MISSING;
    }
    return offset;
  }

  /** Takes the last row back. */
  void removeLast() {
    rows--;
  }

  /** Forgets all rows but the last, which becomes the first. */
  void keepLast() {
    if (rows > 1) {
      nanos[0] = nanos[rows - 1];
      System.arraycopy(values, (rows - 1) * width, values, 0, width);
      rows = 1;
    }
  }

  long[] values() {
    return values;
  }

  long nanosAt(int row) {
    return nanos[row];
  }

  long valueAt(int row, int column) {
    return values[row * width + column];
  }
}
