package io.tacet.scheduler.job;

import io.tacet.scheduler.quota.Reservations;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.PhaseOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has used of its submitter's quota: the run time of its phases, as the time limit
 * counts it. Of one that was ended in its machine's place nobody knows the phases; it counts from
 * the machine's first word. What machine or infrastructure have lost is free. Thread-safe.
 */
@ApplicationScoped
class Settlement {

  private final Reservations reservations;

  Settlement(Reservations reservations) {
    this.reservations = reservations;
  }

  /**
   * An order has ended; its job's row still names the machine.
   *
   * @param begun the machine's first word; null: it has said nothing
   */
  void settle(JobRow job, JobStatus status, @Nullable Instant begun, Instant at) {
    reservations.settle(job.id(), isFree(status) ? Duration.ZERO : used(status, begun, at));
  }

  private static boolean isFree(JobStatus status) {
    ErrorClass whose = status.getErrorClass();
    return switch (status.getState()) {
      case WITHDRAWN -> true;
      case INTERRUPTED -> whose != ErrorClass.USER;
      default -> whose == ErrorClass.MACHINE || whose == ErrorClass.INFRASTRUCTURE;
    };
  }

  private static Duration used(JobStatus status, @Nullable Instant begun, Instant at) {
    List<PhaseOutcome> phases = status.getPhases();
    boolean isToldByNobody = phases.isEmpty() && status.getState() == JobState.CANCELLED;
    if (!isToldByNobody) {
      long micros = phases.stream().mapToLong(PhaseOutcome::getDurationMicros).sum();
      return Duration.of(micros, ChronoUnit.MICROS);
    }
    return begun == null ? Duration.ZERO : Duration.between(begun, at);
  }
}
