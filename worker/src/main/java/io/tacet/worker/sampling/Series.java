package io.tacet.worker.sampling;

import io.tacet.worker.sensor.Metric;
import io.tacet.worker.sensor.Sensor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Samples of one metric in one window.
 *
 * @param metric name, detail and unit
 * @param startedAtMicros time of the first sample, µs since the epoch
 * @param offsetsMicros time of each after that, µs, ascending
 * @param values as many, in the metric's unit
 */
@SuppressWarnings("ArrayRecordComponent") // a hundred thousand samples, never compared
public record Series(Metric metric, long startedAtMicros, long[] offsetsMicros, double[] values) {

  /** A twentieth. */
  private static final int TOLERATED = 20;

  /** How many samples. */
  public int size() {
    return values.length;
  }

  /**
   * Works a metric out of the rows.
   *
   * @param fresh first row that makes a sample; those before it are only what growth is counted
   *     from
   * @param offset of the sensor's first column
   * @param startedAt time of day at {@code startNanos}
   */
  static Series of(
      Metric metric, SampleTable table, int fresh, int offset, Instant startedAt, long startNanos) {
    long[] times = new long[table.rows()];
    double[] values = new double[table.rows()];
    int count = 0;
    int before = -1;
    for (int row = 0; row < table.rows(); row++) {
      if (!complete(metric, table, row, offset)) {
        continue;
      }
      double value = value(metric, table, before, row, offset);
      before = row;
      if (row >= fresh && !Double.isNaN(value)) {
        times[count] = (table.nanosAt(row) - startNanos) / 1000;
        values[count] = value;
        count++;
      }
    }
    long first = count == 0 ? 0 : times[0];
    long[] offsets = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = times[i] - first;
    }
    long epoch = ChronoUnit.MICROS.between(Instant.EPOCH, startedAt);
    return new Series(metric, epoch + first, offsets, Arrays.copyOf(values, count));
  }

  private static boolean complete(Metric metric, SampleTable table, int row, int offset) {
    if (metric instanceof Metric.Level level) {
      return has(table, row, offset + level.column());
    } else if (metric instanceof Metric.Growth growth) {
      return has(table, row, offset + growth.column());
    }
    Metric.Share share = (Metric.Share) metric;
    return has(table, row, offset + share.part()) && has(table, row, offset + share.whole());
  }

  /**
   * NaN where there is no sample: before the first reading, or when a counter went backwards, which
   * of a share's two can also be seen by the part being clearly more than the whole. A little more
   * is the whole: the kernel accounts running tasks by its tick.
   */
  private static double value(Metric metric, SampleTable table, int before, int row, int offset) {
    if (metric instanceof Metric.Level level) {
      return (double) table.valueAt(row, offset + level.column()) * level.factor();
    }
    if (before < 0) {
      return Double.NaN;
    }
    if (metric instanceof Metric.Growth growth) {
      long grown = grown(table, before, row, offset + growth.column());
      return grown < 0 ? Double.NaN : (double) grown * growth.factor();
    }
    Metric.Share share = (Metric.Share) metric;
    long part = grown(table, before, row, offset + share.part());
    long whole = grown(table, before, row, offset + share.whole());
    return whole <= 0 || part < 0 || part > whole + whole / TOLERATED
        ? Double.NaN
        : Math.min(1, (double) part / whole) * share.scale();
  }

  private static long grown(SampleTable table, int before, int row, int column) {
    return table.valueAt(row, column) - table.valueAt(before, column);
  }

  private static boolean has(SampleTable table, int row, int column) {
    return table.valueAt(row, column) != Sensor.MISSING;
  }
}
