package io.tacet.contract.guide;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.schema.CheckLevel;
import io.tacet.schema.CheckResult;
import io.tacet.schema.CommandKind;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.DirectoryUser;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.LogStream;
import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineKind;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.PhaseResults;
import io.tacet.schema.ProjectShare;
import io.tacet.schema.Role;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Source;
import io.tacet.schema.Temperature;
import io.tacet.schema.UsageBooked;
import io.tacet.schema.Verdict;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** One record for each topic, all of them of the same job on the same machine. */
final class ExampleEvents {

  static final String MACHINE = "m1";

  private static final String JOB = "0J5RXK2M9QZ1A";
  private static final String ORDER = "5f1d3f6e-3c86-4c63-9a57-0d6f0c1c9b1e";
  private static final String ENERGY = "cpu_energy_rapl_powercap_component";
  private static final Instant START = Instant.parse("2026-11-21T09:30:00.123456Z");
  private static final Instant END = Instant.parse("2026-11-21T09:30:42.654321Z");

  private ExampleEvents() {}

  static JobCommand order() {
    return JobCommand.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0001")
        .setOccurredAt(Instant.parse("2026-11-21T09:29:40.000250Z"))
        .setMachine(MACHINE)
        .setJobId(JOB)
        .setKind(CommandKind.ORDER)
        .setOrderId(ORDER)
        .setAttempt(1)
        .setOrder(
            JobOrder.newBuilder()
                .setName("sort")
                .setProject("sorting")
                .setSubmitter("ada")
                .setSource(
                    Source.newBuilder()
                        .setUri("https://git.example.org/ada/sort.git")
                        .setRef("v1.4")
                        .build())
                .setTimeLimitMicros(600_000_000L)
                .build())
        .build();
  }

  static JobStatus finished() {
    CpuTime cpu = new CpuTime(39_120_000L, 1_204_000L, CpuTimeSource.CGROUP);
    return JobStatus.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0002")
        .setOccurredAt(END)
        .setMachine(MACHINE)
        .setJobId(JOB)
        .setAttempt(1)
        .setOrderId(ORDER)
        .setProject("sorting")
        .setSubmitter("ada")
        .setJobName("sort")
        .setState(JobState.FINISHED)
        .setCpuTime(cpu)
        .setPhases(
            List.of(
                PhaseOutcome.newBuilder()
                    .setName("RUNTIME")
                    .setStartedAt(START)
                    .setDurationMicros(42_001_337L)
                    .setCpuTime(cpu)
                    .setExitCode(0)
                    .build()))
        .setSilences(List.of(silence()))
        .setVerdict(Verdict.CLEAN)
        .setSourceCommit("8c1f0b3d5e7a9246b8d0f1e2c3a4958677665544")
        .setHeadlines(
            List.of(
                HeadlineValue.newBuilder()
                    .setPhase("RUNTIME")
                    .setMetric(ENERGY)
                    .setDetail("package-0")
                    .setUnit("µJ")
                    .setValue(1_512_048_123)
                    .build()))
        .build();
  }

  private static SilenceRecord silence() {
    return SilenceRecord.newBuilder()
        .setStartedAt(START)
        .setDurationMicros(42_010_000L)
        .setWorkerSockets(0)
        .setWorkerCpuMicros(11_200L)
        .setWorkerContextSwitches(68L)
        .setMissedDeadlines(0L)
        .setJobPackets(0L)
        .setForeignPackets(3L)
        .setForeignCpuMicros(40_000L)
        .setVerdict(Verdict.CLEAN)
        .build();
  }

  static MachineStatus idle() {
    return MachineStatus.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0003")
        .setOccurredAt(Instant.parse("2026-11-21T09:31:00.000017Z"))
        .setMachine(MACHINE)
        .setState(MachineState.IDLE)
        .setNextStatusWithinMicros(60_000_000L)
        .setTemperature(
            Temperature.newBuilder()
                .setChip("coretemp-isa-0000")
                .setFeature("Package id 0")
                .setCelsius(38.5)
                .setBaseCelsius(42.0)
                .build())
        .setChecks(
            List.of(
                new CheckResult("ntp-off", CheckLevel.ERROR, true, "No time service is running.")))
        .setFacts(
            MachineFacts.newBuilder()
                .setHostname("m1.example.org")
                .setCpuModel("AMD EPYC 7543 32-Core Processor")
                .setLogicalCpus(32)
                .setPhysicalCores(32)
                .setMemoryBytes(270_582_939_648L)
                .setKernel("6.12.57+deb13-amd64")
                .setArchitecture("x86_64")
                .setOperatingSystem("Debian GNU/Linux 13 (trixie)")
                .setWorkerVersion("0.1.0")
                .setKind(MachineKind.BENCHMARKING)
                .build())
        .build();
  }

  static PhaseResults results() {
    return PhaseResults.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0004")
        .setOccurredAt(END)
        .setMachine(MACHINE)
        .setJobId(JOB)
        .setAttempt(1)
        .setOrderId(ORDER)
        .setChunk(0)
        .setChunks(1)
        .setStatistics(
            List.of(
                MetricStatistics.newBuilder()
                    .setPhase("RUNTIME")
                    .setMetric(ENERGY)
                    .setDetail("package-0")
                    .setUnit("µJ")
                    .setCount(42)
                    .setSum(1_512_048_123)
                    .setMin(35_100_222)
                    .setMax(36_911_870)
                    .setMean(36_001_145.785714)
                    .setStandardDeviation(402_113.25)
                    .setEnergyMicrojoules(1_512_048_123L)
                    .setMeanPowerMilliwatts(36_000.0)
                    .build()))
        .build();
  }

  static MetricSeries series() {
    return MetricSeries.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0005")
        .setOccurredAt(END)
        .setMachine(MACHINE)
        .setJobId(JOB)
        .setAttempt(1)
        .setOrderId(ORDER)
        .setPhase("RUNTIME")
        .setMetric(ENERGY)
        .setDetail("package-0")
        .setUnit("µJ")
        .setChunk(0)
        .setStartedAt(START)
        .setOffsetsMicros(List.of(0L, 1_000_004L, 2_000_001L))
        .setValues(List.of(35_911_870.0, 36_011_204.0, 36_100_222.0))
        .build();
  }

  static LogChunk log() {
    return LogChunk.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0006")
        .setOccurredAt(END)
        .setMachine(MACHINE)
        .setJobId(JOB)
        .setAttempt(1)
        .setOrderId(ORDER)
        .setPhase("RUNTIME")
        .setStream(LogStream.STDOUT)
        .setChunk(0)
        .setContent(ByteBuffer.wrap("sorted 10000000 lines\n".getBytes(UTF_8)))
        .build();
  }

  static Notice notice() {
    return Notice.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0007")
        .setOccurredAt(Instant.parse("2026-11-21T11:02:03.000000Z"))
        .setMachine(MACHINE)
        .setScope(NoticeScope.OPERATORS)
        .setKind("machine-overdue")
        .setSubject("m1 is overdue since 2026-11-21 11:00 UTC")
        .setText("m1 said it would tell its state within a minute and has not. Look at its log.")
        .build();
  }

  static ProjectShare share() {
    return ProjectShare.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0008")
        .setOccurredAt(Instant.parse("2026-11-21T00:00:01.000000Z"))
        .setProject("sorting")
        .setWeight(new BigDecimal("1.250000"))
        .build();
  }

  static UsageBooked booked() {
    return UsageBooked.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0010")
        .setOccurredAt(Instant.parse("2026-11-21T09:30:43.100000Z"))
        .setMachine(MACHINE)
        .setJobId(JOB)
        .setAttempt(1)
        .setOrderId(ORDER)
        .setProject("sorting")
        .setUser("ada")
        .setOutcome(JobState.FINISHED)
        .setEndedAt(END)
        .setCpuMicros(40_324_000L)
        .setCpuSource(CpuTimeSource.CGROUP)
        .setChargeRate(new BigDecimal("1.250000000"))
        .setServiceUnits(new BigDecimal("0.014001389"))
        .setEnergyMicrojoules(1_512_048_123L)
        .build();
  }

  static DirectoryEntry user() {
    return DirectoryEntry.newBuilder()
        .setEventId("0a1c2c1e-8a7e-4a52-9d2b-6c6f1d1d0009")
        .setOccurredAt(Instant.parse("2026-11-01T08:00:00.000000Z"))
        .setKind(DirectoryKind.USER)
        .setUser(
            DirectoryUser.newBuilder()
                .setId("ada")
                .setName("Ada")
                .setMail("ada@example.org")
                .setRole(Role.SUBMITTER)
                .setProjects(List.of("sorting"))
                .build())
        .build();
  }
}
