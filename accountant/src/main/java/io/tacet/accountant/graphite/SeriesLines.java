package io.tacet.accountant.graphite;

import io.tacet.accountant.graphite.GraphiteMetrics.Dropped;
import io.tacet.schema.MetricSeries;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Writes a series as lines of the plaintext protocol: {@code path value timestamp}, the timestamp
 * in whole seconds since 1970, the value always a number. Immutable.
 */
final class SeriesLines {

  private static final double EXACT = 1L << 53;
  private static final long MICROS = 1_000_000;

  private final GraphitePaths paths;
  private final GraphiteMetrics metrics;

  SeriesLines(GraphitePaths paths, GraphiteMetrics metrics) {
    this.paths = paths;
    this.metrics = metrics;
  }

  /** Takes a line. */
  @FunctionalInterface
  interface Taker {
    void take(String line) throws IOException;
  }

  /**
   * Writes one.
   *
   * @return how many samples were written
   */
  long write(MetricSeries series, Taker taker) throws IOException {
    List<Double> values = series.getValues();
    List<Long> offsets = series.getOffsetsMicros();
    int samples = Math.min(values.size(), offsets.size());
    Optional<String> path = paths.of(series);
    if (path.isEmpty()) {
      metrics.dropped(Dropped.LEFT_OUT, samples, series.getMetric());
      return 0;
    }
    long start = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, series.getStartedAt());
    long written = 0;
    for (int i = 0; i < samples; i++) {
      double value = values.get(i);
      if (Double.isFinite(value)) {
        long second = Math.floorDiv(start + offsets.get(i), MICROS);
        taker.take(path.get() + ' ' + number(value) + ' ' + second + '\n');
        written++;
      }
    }
    metrics.dropped(Dropped.NOT_A_NUMBER, samples - written, path.get());
    return written;
  }

  /** Whole numbers as such: 100000000, not 1.0E8. */
  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) <= EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
