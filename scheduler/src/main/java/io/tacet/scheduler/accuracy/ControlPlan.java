package io.tacet.scheduler.accuracy;

import io.tacet.contract.rest.PutAccuracy;
import io.tacet.contract.rest.SubmitJob;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A control workload and what its values must keep to; complete and checked. Immutable.
 *
 * @param window over how many of the last runs
 * @param least from how many on there is a verdict
 * @param relative whether deviation and drift are divided by mean and reference
 */
record ControlPlan(
    SubmitJob job,
    long everySeconds,
    int window,
    int least,
    boolean relative,
    String phase,
    List<Bound> bounds) {

  Duration every() {
    return Duration.ofSeconds(everySeconds);
  }

  /**
   * What one metric must keep to. Immutable.
   *
   * @param detail null: each that is reported
   * @param threshold largest deviation
   * @param drift largest distance from the reference
   */
  record Bound(String metric, @Nullable String detail, BigDecimal threshold, BigDecimal drift) {}

  /** As REST shows it. */
  PutAccuracy view() {
    return new PutAccuracy(
        job,
        everySeconds,
        window,
        least,
        relative ? "RELATIVE" : "ABSOLUTE",
        null,
        null,
        phase,
        bounds.stream()
            .map(
                one ->
                    new PutAccuracy.Metric(
                        one.metric(), one.detail(), one.threshold(), one.drift()))
            .toList());
  }
}
