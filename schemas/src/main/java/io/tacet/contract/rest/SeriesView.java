package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Series in buckets of one width, {@code GET /api/v1/series} of the accountant.
 *
 * @param from begin of the first bucket
 * @param bucketMicros width of a bucket, µs
 * @param series by job, attempt, phase, repeat, metric and detail
 */
public record SeriesView(Instant from, long bucketMicros, List<Line> series) {

  /**
   * One series; lists of equal length, a place for each bucket that has samples.
   *
   * @param job null: the machine was idle
   * @param attempt null: the machine was idle
   * @param phase null: the machine was idle
   * @param offsetsMicros begin of each bucket after {@code from}, µs, ascending
   * @param min least sample, in unit
   * @param mean mean of the samples, in unit
   * @param max greatest sample, in unit
   * @param count samples
   */
  public record Line(
      String machine,
      @Nullable String job,
      @Nullable Integer attempt,
      @Nullable String phase,
      int repeat,
      String metric,
      @Nullable String detail,
      String unit,
      List<Long> offsetsMicros,
      List<Double> min,
      List<Double> mean,
      List<Double> max,
      List<Long> count) {}
}
