package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was made of the last control runs of a machine, {@code GET
 * /api/v1/accuracy/{machine}/windows}.
 *
 * @param verdict PASSED, FAILED or INCOMPLETE (fewer runs than there must be)
 * @param reason in words
 * @param runs job ids, in order
 */
public record AccuracyWindow(
    Instant at, String verdict, String reason, List<String> runs, List<Figure> figures) {

  /**
   * One metric of one detail.
   *
   * @param values one for each run; null where the run has none
   * @param mean null with fewer than two values, as is the deviation
   * @param deviation sample standard deviation, n − 1, in unit
   * @param relativeDeviation deviation ÷ |mean|; null with a mean of 0
   * @param reference mean of the window that the means are compared with; null: none yet
   * @param drift distance of mean and reference, relative or absolute as the plan says
   * @param passed whether it keeps to threshold and drift and no value is missing
   * @param why if not
   */
  public record Figure(
      String metric,
      @Nullable String detail,
      @Nullable String unit,
      List<@Nullable Double> values,
      @Nullable Double mean,
      @Nullable Double deviation,
      @Nullable Double relativeDeviation,
      double threshold,
      @Nullable Double reference,
      @Nullable Double drift,
      double driftBound,
      boolean passed,
      @Nullable String why) {}
}
