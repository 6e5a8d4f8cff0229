package io.tacet.accountant.running;

import io.tacet.contract.auth.ApiToken;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryKind;
import io.tacet.schema.DirectoryMachine;
import io.tacet.schema.DirectoryUser;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseResults;
import io.tacet.schema.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Events as the other services write them. */
public final class Events {

  private static final Instant NOW = Instant.parse("2026-11-21T09:30:00.123456Z");

  private Events() {}

  /** A user with one token. */
  public static DirectoryEntry user(String id, Role role, String token, String... projects) {
    return DirectoryEntry.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setKind(DirectoryKind.USER)
        .setUser(
            DirectoryUser.newBuilder()
                .setId(id)
                .setMail(id + "@example.org")
                .setRole(role)
                .setProjects(List.of(projects))
                .setTokenHashes(List.of(ApiToken.hash(token)))
                .build())
        .build();
  }

  /** A machine. */
  public static DirectoryEntry machine(String id) {
    return DirectoryEntry.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setKind(DirectoryKind.MACHINE)
        .setMachine(DirectoryMachine.newBuilder().setId(id).setDescription(id).build())
        .build();
  }

  /** The outcome of an order that used this CPU time by its cgroup. */
  public static JobStatus.Builder outcome(String job, JobState state, String endedAt, long micros) {
    return status(job, state, endedAt)
        .setAttempt(1)
        .setOrderId(uuid())
        .setCpuTime(new CpuTime(micros / 2, micros - micros / 2, CpuTimeSource.CGROUP));
  }

  /** A status without an order. */
  public static JobStatus.Builder status(String job, JobState state, String at) {
    return JobStatus.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(Instant.parse(at))
        .setMachine("m1")
        .setJobId(job)
        .setProject("p1")
        .setSubmitter("ada")
        .setState(state);
  }

  /** Statistics of two metrics. */
  public static PhaseResults results(String job, int attempt) {
    MetricStatistics.Builder one =
        MetricStatistics.newBuilder()
            .setPhase("RUNTIME")
            .setMetric("cpu_energy_rapl_msr_component")
            .setDetail("Package_0")
            .setUnit("µJ")
            .setCount(3)
            .setSum(60.5)
            .setMin(10)
            .setMax(30.5)
            .setMean(20.1)
            .setStandardDeviation(1.5)
            .setEnergyMicrojoules(60L)
            .setMeanPowerMilliwatts(0.25);
    return PhaseResults.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setMachine("m1")
        .setJobId(job)
        .setAttempt(attempt)
        .setOrderId(uuid())
        .setChunk(0)
        .setChunks(1)
        .setStatistics(
            List.of(
                one.build(),
                one.setMetric("memory_used_procfs_system")
                    .setDetail(null)
                    .setUnit("bytes")
                    .setStandardDeviation(null)
                    .setEnergyMicrojoules(null)
                    .setMeanPowerMilliwatts(null)
                    .build()))
        .build();
  }

  /** Statistics of one reading. */
  public static MetricStatistics statistics(
      String phase, String metric, @Nullable String detail, double value) {
    return MetricStatistics.newBuilder()
        .setPhase(phase)
        .setMetric(metric)
        .setDetail(detail)
        .setUnit("as of " + metric)
        .setCount(1)
        .setSum(value)
        .setMin(value)
        .setMax(value)
        .setMean(value)
        .build();
  }

  /** A chunk of samples 0, 0.5, 1, … each millisecond. */
  public static MetricSeries.Builder series(String job, int chunk, int samples) {
    return MetricSeries.newBuilder()
        .setEventId(uuid())
        .setOccurredAt(NOW)
        .setMachine("m1")
        .setJobId(job)
        .setAttempt(1)
        .setOrderId(uuid())
        .setPhase("RUNTIME")
        .setMetric("cpu_utilization_procfs_system")
        .setUnit("0.01 %")
        .setChunk(chunk)
        .setStartedAt(NOW)
        .setOffsetsMicros(
            LongStream.range(0, samples).map(i -> i * 1000).boxed().collect(Collectors.toList()))
        .setValues(
            DoubleStream.iterate(0, v -> v + 0.5)
                .limit(samples)
                .boxed()
                .collect(Collectors.toList()));
  }

  /** A new id. */
  public static String uuid() {
    return UUID.randomUUID().toString();
  }
}
