package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One job, measured several times, {@code GET /api/v1/groups/{id}}.
 *
 * @param state RUNNING or ENDED
 * @param message why it ended, or what it waits for
 * @param most runs at most, count
 * @param until null: a plain number of runs
 * @param jobs its runs so far, in order
 * @param precision what is known of the figure; null without until, or with fewer than two values
 */
public record JobGroup(
    String id,
    String name,
    String project,
    String submitter,
    String state,
    @Nullable String message,
    int most,
    SubmitGroup.@Nullable Until until,
    Instant submittedAt,
    @Nullable Instant endedAt,
    List<Member> jobs,
    @Nullable Precision precision) {

  /**
   * One run.
   *
   * @param value the figure; null: none, or not yet, or measured in a disturbed silence
   */
  public record Member(String id, String state, @Nullable String verdict, @Nullable Double value) {}

  /**
   * Mean and 95 % confidence interval of the runs' values.
   *
   * @param count values, count
   * @param unit unit of mean, deviation and half width
   * @param deviation sample standard deviation, n − 1
   * @param halfWidth of the interval, by Student's t with n − 1 degrees of freedom
   * @param relativeHalfWidth half width ÷ |mean|; null with a mean of 0
   * @param enough whether it is as narrow as asked for
   */
  public record Precision(
      int count,
      String unit,
      double mean,
      double deviation,
      double halfWidth,
      @Nullable Double relativeHalfWidth,
      boolean enough) {}
}
