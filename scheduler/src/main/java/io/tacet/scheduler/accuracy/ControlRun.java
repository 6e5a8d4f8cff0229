package io.tacet.scheduler.accuracy;

import io.tacet.contract.rest.JobOutcome;
import io.tacet.scheduler.job.JobRow;
import io.tacet.schema.JobState;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A control run that has ended, and its values in the controlled phase. Immutable.
 *
 * @param voidWhy why it does not count; null: it does
 */
record ControlRun(String job, @Nullable String voidWhy, List<Value> values) {

  private static final String DISTURBED = "DISTURBED";

  /** What a job has come to. */
  static ControlRun of(JobRow job, String phase) {
    JobOutcome outcome = job.outcome();
    if (job.state() != JobState.FINISHED || outcome == null) {
      String why = job.message() == null ? "" : ": " + job.message();
      return new ControlRun(job.id(), "it is " + job.state() + why, List.of());
    }
    List<Value> values =
        outcome.headlines().stream()
            .filter(one -> one.phase().equals(phase))
            .filter(one -> Double.isFinite(one.value()))
            .map(one -> new Value(one.metric(), one.detail(), one.unit(), one.value()))
            .toList();
    return new ControlRun(
        job.id(), DISTURBED.equals(outcome.verdict()) ? "its silence was disturbed" : null, values);
  }

  /** The value of a metric; empty when it has none, or more than one of that name. */
  Optional<Value> value(String metric, @Nullable String detail) {
    List<Value> found =
        values.stream()
            .filter(one -> one.metric().equals(metric) && Objects.equals(one.detail(), detail))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** One value. Immutable. */
  record Value(String metric, @Nullable String detail, String unit, double value) {}
}
