package io.tacet.scheduler.job;

import io.tacet.contract.job.JobPosition;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job as the database has it. Immutable.
 *
 * @param machine null while a job that names labels waits
 */
public record JobRow(
    String id,
    String name,
    String project,
    String submitter,
    @Nullable String machine,
    JobState state,
    int attempt,
    int attemptsCounted,
    int maxAttempts,
    @Nullable String orderId,
    JobDefinition definition,
    Instant submittedAt,
    @Nullable Instant dispatchedAt,
    @Nullable Instant endedAt,
    @Nullable Instant statusDueAt,
    @Nullable ErrorClass errorClass,
    @Nullable String message,
    @Nullable JobOutcome outcome,
    @Nullable String cancelledBy,
    boolean closing,
    Standing standing) {

  /** The machine its order is out at, or was. */
  public String orderedFrom() {
    return Objects.requireNonNull(machine, "a job with an order has a machine");
  }

  /** Where it stands in its life. */
  public JobPosition position() {
    return new JobPosition(state, orderId);
  }

  /** The job when its order has ended so; one that was withdrawn does not count as an attempt. */
  JobRow ended(JobState end) {
    return new JobRow(
        id,
        name,
        project,
        submitter,
        machine,
        end,
        attempt,
        end == JobState.WITHDRAWN ? attemptsCounted - 1 : attemptsCounted,
        maxAttempts,
        orderId,
        definition,
        submittedAt,
        dispatchedAt,
        null,
        null,
        errorClass,
        message,
        outcome,
        cancelledBy,
        false,
        standing);
  }
}
