package io.tacet.accountant.usage;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.JobStatus;
import io.tacet.schema.PhaseOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt that ended used. Immutable.
 *
 * <p>A CPU time of unknown source is listed and not charged. An outcome without a CPU time says
 * that none was used: it is charged with 0, and its source is {@link #NOTHING_RAN}.
 *
 * @param startedAt begin of the first phase; null when none ran
 * @param cpuMicros CPU time, µs; null when it is not known
 * @param notCharged why not; null when charged
 */
record Attempt(
    String jobId,
    String orderId,
    String eventId,
    int attempt,
    @Nullable String machine,
    String project,
    String user,
    String outcome,
    @Nullable Instant startedAt,
    Instant endedAt,
    @Nullable Long cpuMicros,
    String cpuSource,
    @Nullable String notCharged) {

  /** Source of the CPU time of an attempt that ran no process. */
  static final String NOTHING_RAN = "NONE";

  /**
   * From the outcome of an order.
   *
   * @throws ArithmeticException when the CPU time is beyond any that can be
   */
  static Attempt of(JobStatus status) {
    CpuTime cpu = status.getCpuTime();
    String wrong = cpu == null ? null : whyNotCharged(cpu);
    return new Attempt(
        status.getJobId(),
        Objects.requireNonNull(status.getOrderId()),
        status.getEventId(),
        status.getAttempt(),
        status.getMachine(),
        status.getProject(),
        status.getSubmitter(),
        status.getState().name(),
        startedAt(status),
        status.getOccurredAt(),
        wrong == null ? micros(cpu) : null,
        cpu == null ? NOTHING_RAN : cpu.getSource().name(),
        wrong);
  }

  /** By the machine's clock; another clock may have told the end of an interrupted attempt. */
  private static @Nullable Instant startedAt(JobStatus status) {
    return status.getPhases().stream()
        .map(PhaseOutcome::getStartedAt)
        .min(Comparator.naturalOrder())
        .map(start -> start.isAfter(status.getOccurredAt()) ? status.getOccurredAt() : start)
        .orElse(null);
  }

  /** Day of the end, UTC: the interval the usage is credited to. */
  LocalDate day() {
    return LocalDate.ofInstant(endedAt, ZoneOffset.UTC);
  }

  private static Long micros(@Nullable CpuTime cpu) {
    return cpu == null ? 0L : Math.addExact(cpu.getUserMicros(), cpu.getSystemMicros());
  }

  private static @Nullable String whyNotCharged(CpuTime cpu) {
    if (cpu.getSource() == CpuTimeSource.UNKNOWN) {
      return "The source of the CPU time is not known";
    }
    if (cpu.getUserMicros() < 0 || cpu.getSystemMicros() < 0) {
      return "The CPU time that was reported is negative";
    }
    return null;
  }
}
