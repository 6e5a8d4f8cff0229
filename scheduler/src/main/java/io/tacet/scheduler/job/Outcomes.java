package io.tacet.scheduler.job;

import io.tacet.contract.rest.JobOutcome;
import io.tacet.schema.CpuTime;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobStatus;
import io.tacet.schema.PeakMemory;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.StorageIo;
import org.jspecify.annotations.Nullable;

/** An outcome from the topic in the form REST shows it. */
final class Outcomes {

  private Outcomes() {}

  static JobOutcome of(JobStatus status) {
    String order = status.getOrderId();
    return new JobOutcome(
        order == null ? "" : order,
        status.getAttempt(),
        status.getState().name(),
        status.getOccurredAt(),
        cpuTime(status.getCpuTime()),
        status.getVerdict() == null ? null : status.getVerdict().name(),
        status.getPhases().stream().map(Outcomes::phase).toList(),
        status.getSilences().stream().map(Outcomes::silence).toList(),
        status.getHeadlines().stream().map(Outcomes::headline).toList(),
        status.getLogTail());
  }

  private static JobOutcome.@Nullable CpuTime cpuTime(@Nullable CpuTime time) {
    return time == null
        ? null
        : new JobOutcome.CpuTime(
            time.getUserMicros(), time.getSystemMicros(), time.getSource().name());
  }

  private static JobOutcome.Phase phase(PhaseOutcome phase) {
    return new JobOutcome.Phase(
        phase.getName(),
        phase.getRepeat(),
        phase.getMeasured(),
        phase.getStartedAt(),
        phase.getDurationMicros(),
        cpuTime(phase.getCpuTime()),
        phase.getExitCode(),
        phase.getSignal(),
        peakMemory(phase.getPeakMemory()),
        storageIo(phase.getStorageIo()));
  }

  private static JobOutcome.@Nullable PeakMemory peakMemory(@Nullable PeakMemory peak) {
    return peak == null
        ? null
        : new JobOutcome.PeakMemory(peak.getBytes(), peak.getSource().name());
  }

  private static JobOutcome.@Nullable StorageIo storageIo(@Nullable StorageIo io) {
    return io == null
        ? null
        : new JobOutcome.StorageIo(io.getReadBytes(), io.getWrittenBytes(), io.getSource().name());
  }

  private static JobOutcome.Silence silence(SilenceRecord silence) {
    return new JobOutcome.Silence(
        silence.getRepeat(),
        silence.getStartedAt(),
        silence.getDurationMicros(),
        silence.getWorkerSockets(),
        silence.getWorkerCpuMicros(),
        silence.getWorkerContextSwitches(),
        silence.getMissedDeadlines(),
        silence.getJobPackets(),
        silence.getForeignPackets(),
        silence.getForeignCpuMicros(),
        silence.getVerdict().name(),
        silence.getReasons());
  }

  private static JobOutcome.Headline headline(HeadlineValue value) {
    return new JobOutcome.Headline(
        value.getPhase(),
        value.getMetric(),
        value.getDetail(),
        value.getUnit(),
        value.getValue(),
        value.getRelativeDeviation());
  }
}
