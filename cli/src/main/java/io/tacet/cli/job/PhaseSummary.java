package io.tacet.cli.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.JobOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One phase over all its runs. Immutable.
 *
 * @param durationMicros wall-clock time, µs
 * @param cpuMicros CPU time of the job, user and system, µs; null: unknown
 * @param cpuSource a {@code CpuTimeSource}; null: unknown
 * @param exit exit code or signal of the last run
 */
public record PhaseSummary(
    String name,
    boolean measured,
    int runs,
    Spread durationMicros,
    @Nullable Spread cpuMicros,
    @Nullable String cpuSource,
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
    return new PhaseSummary(
        last.name(),
        last.measured(),
        runs.size(),
        Spread.of(runs.stream().map(JobOutcome.Phase::durationMicros).toList()),
        cpu.isEmpty() ? null : Spread.of(cpu),
        last.cpuTime() == null ? null : last.cpuTime().source(),
        exit(last));
  }

  /** How many CPUs it kept busy on average; null: unknown. */
  @JsonIgnore
  public @Nullable Double busy() {
    return cpuMicros == null || durationMicros.mean() == 0
        ? null
        : cpuMicros.mean() / durationMicros.mean();
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
