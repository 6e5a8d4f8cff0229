package io.tacet.notifier.running;

import io.tacet.contract.signature.SigningKey;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKey;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.DirectoryMachine;
import io.tacet.schema.DirectoryProject;
import io.tacet.schema.DirectoryUser;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.Role;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.UsageBooked;
import io.tacet.schema.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Events as the other services write them. */
public final class Events {

  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00.123456Z");

  private Events() {}

  /** A user's entry in the directory. */
  public static DirectoryEntry user(String id, String mail, Role role) {
    return DirectoryEntry.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setKind(DirectoryKind.USER)
        .setUser(DirectoryUser.newBuilder().setId(id).setMail(mail).setRole(role).build())
        .build();
  }

  /** A project's entry in the directory. */
  public static DirectoryEntry project(String id, String... watchers) {
    return DirectoryEntry.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setKind(DirectoryKind.PROJECT)
        .setProject(DirectoryProject.newBuilder().setId(id).setWatchers(List.of(watchers)).build())
        .build();
  }

  /** A machine's entry in the directory, with a key of which nobody has the private half. */
  public static DirectoryEntry signingMachine(String id) {
    DirectoryKey key =
        DirectoryKey.newBuilder()
            .setPublicKey(ByteBuffer.wrap(SigningKey.random().publicHalf().plain()))
            .setRegisteredAt(Instant.EPOCH)
            .build();
    return DirectoryEntry.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setKind(DirectoryKind.MACHINE)
        .setMachine(
            DirectoryMachine.newBuilder()
                .setId(id)
                .setDescription(id)
                .setKeys(List.of(key))
                .build())
        .build();
  }

  /** A status of a job in some state, without an order. */
  public static JobStatus.Builder status(String job, String submitter, JobState state) {
    return JobStatus.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setMachine("m1")
        .setJobId(job)
        .setProject("p1")
        .setSubmitter(submitter)
        .setJobName("compress")
        .setState(state);
  }

  /** What a worker reports at the end of a good run. */
  public static JobStatus.Builder finished(String job, String submitter) {
    return status(job, submitter, JobState.FINISHED)
        .setAttempt(1)
        .setOrderId(uuid())
        .setCpuTime(cpu(4_200_000))
        .setPhases(
            List.of(
                phase("BASELINE", 5_000_000, null),
                phase("IDLE", 5_000_000, null),
                phase("RUNTIME", 12_345_678, cpu(4_200_000))))
        .setHeadlines(
            List.of(
                headline("cpu_energy_rapl_msr_component", "Package_0", "µJ", 52_340_000, 0.0052),
                headline("cpu_utilization_procfs_system", null, "0.01 %", 4321, 0.0123),
                headline("memory_used_procfs_system", null, "bytes", 3.5 * 1024 * 1024, null)))
        .setSilences(List.of(silence(Verdict.CLEAN)))
        .setVerdict(Verdict.CLEAN);
  }

  /** What a worker reports when the job failed. */
  public static JobStatus.Builder failed(String job, String submitter) {
    return status(job, submitter, JobState.FAILED)
        .setAttempt(1)
        .setOrderId(uuid())
        .setErrorClass(ErrorClass.USER)
        .setMessage("The command of phase RUNTIME ended with exit code 3.")
        .setLogTail("line 1\n<script>alert('x')</script> & more\n");
  }

  /** What the accountant says of an attempt that ended with an order, at rate 1.9. */
  public static UsageBooked.Builder booked(JobStatus status) {
    CpuTime cpu = status.getCpuTime();
    long micros = cpu == null ? 0 : cpu.getUserMicros() + cpu.getSystemMicros();
    BigDecimal rate = new BigDecimal("1.900000000");
    return UsageBooked.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setMachine("m1")
        .setJobId(status.getJobId())
        .setAttempt(status.getAttempt())
        .setOrderId(status.getOrderId())
        .setProject(status.getProject())
        .setUser(status.getSubmitter())
        .setOutcome(status.getState())
        .setEndedAt(status.getOccurredAt())
        .setCpuMicros(micros)
        .setCpuSource(cpu == null ? null : cpu.getSource())
        .setChargeRate(rate)
        .setServiceUnits(
            rate.multiply(BigDecimal.valueOf(micros))
                .divide(BigDecimal.valueOf(3_600_000_000L), 9, RoundingMode.HALF_UP));
  }

  /** A silence in which nothing happened, with this verdict. */
  public static SilenceRecord silence(Verdict verdict) {
    return SilenceRecord.newBuilder()
        .setStartedAt(NOW)
        .setDurationMicros(22_345_678)
        .setWorkerSockets(0)
        .setWorkerCpuMicros(15_300)
        .setWorkerContextSwitches(412)
        .setMissedDeadlines(0)
        .setForeignPackets(verdict == Verdict.CLEAN ? 0 : 1234)
        .setForeignCpuMicros(21_000)
        .setVerdict(verdict)
        .setReasons(
            verdict == Verdict.DISTURBED
                ? List.of("1234 packets of others were seen; the budget is 10")
                : List.of())
        .build();
  }

  /** A notice. */
  public static Notice.Builder notice(NoticeScope scope, String kind) {
    return Notice.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setMachine("m1")
        .setScope(scope)
        .setKind(kind)
        .setSubject("Machine m1 is overdue")
        .setText("No status for 10 minutes.\n\nLook whether it has power.");
  }

  /** A new id. */
  public static String uuid() {
    return UUID.randomUUID().toString();
  }

  private static CpuTime cpu(long micros) {
    return new CpuTime(micros - 200_000, 200_000L, CpuTimeSource.CGROUP);
  }

  private static PhaseOutcome phase(
      String name, long micros, @org.jspecify.annotations.Nullable CpuTime cpu) {
    return PhaseOutcome.newBuilder()
        .setName(name)
        .setStartedAt(NOW)
        .setDurationMicros(micros)
        .setCpuTime(cpu)
        .setExitCode(0)
        .build();
  }

  private static HeadlineValue headline(
      String metric,
      @org.jspecify.annotations.Nullable String detail,
      String unit,
      double value,
      @org.jspecify.annotations.Nullable Double deviation) {
    return HeadlineValue.newBuilder()
        .setPhase("RUNTIME")
        .setMetric(metric)
        .setDetail(detail)
        .setUnit(unit)
        .setValue(value)
        .setRelativeDeviation(deviation)
        .build();
  }
}
