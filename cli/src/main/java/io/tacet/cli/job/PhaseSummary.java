package io.tacet.cli.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.JobOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One phase over all its runs. Immutable.
 *
 * @param durationMicros wall-clock time, µs
 * @param cpuMicros CPU time of the job, user and system, µs; null: unknown
 * @param cpuSource a {@code CpuTimeSource}; null: unknown
 * @param peakMemoryBytes most of all runs; null: unknown
 * @param memorySource a {@code MemorySource}, of the run that had most; null: unknown
 * @param readBytes from storage, mean of the runs, bytes; null: unknown
 * @param writtenBytes to storage, mean of the runs, bytes; null: unknown
 * @param exit exit code or signal of the last run
 */
public record PhaseSummary(
    String name,
    boolean measured,
    int runs,
    Spread durationMicros,
    @Nullable Spread cpuMicros,
    @Nullable String cpuSource,
    @Nullable Long peakMemoryBytes,
    @Nullable String memorySource,
    @Nullable Double readBytes,
    @Nullable Double writtenBytes,
    String exit) {

  /** As a table. */
  static final Listing<PhaseSummary> LISTING =
      new Listing<>(
          List.of(
              Column.text("PHASE", "phase", PhaseSummary::name),
              Column.number("RUNS", "runs", PhaseSummary::runs),
              Column.amount(
                  "DURATION",
                  "durationMicrosMean",
                  phase -> spread(phase.durationMicros()),
                  phase -> phase.durationMicros().mean()),
              Column.amount(
                  "CPU TIME",
                  "cpuMicrosMean",
                  phase -> spread(phase.cpuMicros()),
                  phase -> phase.cpuMicros() == null ? null : phase.cpuMicros().mean()),
              Column.amount(
                  "CPUS BUSY", "busy", phase -> busyText(phase.busy()), PhaseSummary::busy),
              Column.amount(
                  "PEAK MEMORY",
                  "peakMemoryBytes",
                  phase -> memory(phase.peakMemoryBytes(), phase.memorySource()),
                  PhaseSummary::peakMemoryBytes),
              Column.csvOnly("memorySource", PhaseSummary::memorySource),
              Column.amount(
                  "READ",
                  "readBytesMean",
                  phase -> Amounts.measured(phase.readBytes(), "bytes"),
                  PhaseSummary::readBytes),
              Column.amount(
                  "WRITTEN",
                  "writtenBytesMean",
                  phase -> Amounts.measured(phase.writtenBytes(), "bytes"),
                  PhaseSummary::writtenBytes),
              Column.number("EXIT", "exit", PhaseSummary::exit)));

  /** Of every phase of an outcome, in the order they ran first. */
  public static List<PhaseSummary> of(JobOutcome outcome) {
    Map<String, List<JobOutcome.Phase>> byName = new LinkedHashMap<>();
    for (JobOutcome.Phase phase : outcome.phases()) {
      byName.computeIfAbsent(phase.name(), name -> new ArrayList<>()).add(phase);
    }
    return byName.values().stream().map(PhaseSummary::of).toList();
  }

  private static PhaseSummary of(List<JobOutcome.Phase> runs) {
    JobOutcome.Phase last = runs.get(runs.size() - 1);
    List<Long> cpu = new ArrayList<>();
    for (JobOutcome.Phase run : runs) {
      if (run.cpuTime() != null) {
        cpu.add(run.cpuTime().userMicros() + run.cpuTime().systemMicros());
      }
    }
    Optional<JobOutcome.PeakMemory> peak =
        runs.stream()
            .map(JobOutcome.Phase::peakMemory)
            .filter(one -> one != null)
            .max(Comparator.comparingLong(JobOutcome.PeakMemory::bytes));
    List<JobOutcome.StorageIo> io =
        runs.stream().map(JobOutcome.Phase::storageIo).filter(one -> one != null).toList();
    return new PhaseSummary(
        last.name(),
        last.measured(),
        runs.size(),
        Spread.of(runs.stream().map(JobOutcome.Phase::durationMicros).toList()),
        cpu.isEmpty() ? null : Spread.of(cpu),
        last.cpuTime() == null ? null : last.cpuTime().source(),
        peak.map(JobOutcome.PeakMemory::bytes).orElse(null),
        peak.map(JobOutcome.PeakMemory::source).orElse(null),
        mean(io, JobOutcome.StorageIo::readBytes),
        mean(io, JobOutcome.StorageIo::writtenBytes),
        exit(last));
  }

  /** How many CPUs it kept busy on average; null: unknown. */
  @JsonIgnore
  public @Nullable Double busy() {
    return cpuMicros == null || durationMicros.mean() == 0
        ? null
        : cpuMicros.mean() / durationMicros.mean();
  }

  private static @Nullable Double mean(
      List<JobOutcome.StorageIo> runs, ToLongFunction<JobOutcome.StorageIo> bytes) {
    OptionalDouble mean = runs.stream().mapToLong(bytes).average();
    return mean.isPresent() ? Double.valueOf(mean.getAsDouble()) : null;
  }

  /** Most memory, and whether it was at least or at most that much. */
  private static String memory(@Nullable Long bytes, @Nullable String source) {
    if (bytes == null) {
      return Amounts.NONE;
    }
    String bound =
        "LARGEST_PROCESS".equals(source) ? "≥ " : "CGROUP_JOB".equals(source) ? "≤ " : "";
    return bound + Amounts.bytes(bytes);
  }

  private static String exit(JobOutcome.Phase run) {
    if (run.signal() != null) {
      return "signal " + run.signal();
    }
    return run.exitCode() == null ? Amounts.NONE : run.exitCode().toString();
  }

  private static String busyText(@Nullable Double busy) {
    return busy == null ? Amounts.NONE : String.format(java.util.Locale.ROOT, "%.2f", busy);
  }

  private static String spread(@Nullable Spread spread) {
    if (spread == null) {
      return Amounts.NONE;
    }
    String mean = Amounts.micros(Math.round(spread.mean()));
    return spread.deviation() == null
        ? mean
        : mean + " ± " + Amounts.micros(Math.round(spread.deviation()));
  }
}
