package io.tacet.notifier.content;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.PhaseOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What ran, one row per phase: mean and sample standard deviation of its repeats. */
final class PhaseRows {

  private static final String NONE = "–";

  private PhaseRows() {}

  /** Rows in the order in which the phases ran first. */
  static List<JobEndView.Phase> of(List<PhaseOutcome> outcomes) {
    Map<String, List<PhaseOutcome>> byPhase = new LinkedHashMap<>();
    for (PhaseOutcome outcome : outcomes) {
      byPhase.computeIfAbsent(outcome.getName(), name -> new ArrayList<>()).add(outcome);
    }
    return byPhase.values().stream().map(PhaseRows::row).toList();
  }

  private static JobEndView.Phase row(List<PhaseOutcome> runs) {
    PhaseOutcome first = runs.get(0);
    return new JobEndView.Phase(
        PlainText.line(first.getName())
            + (runs.size() > 1 ? " ×" + runs.size() : "")
            + (first.getMeasured() ? "" : " (not measured)"),
        time(runs.stream().mapToDouble(PhaseOutcome::getDurationMicros)),
        cpuTime(runs),
        runs.stream().map(PhaseRows::ending).distinct().collect(Collectors.joining(", ")));
  }

  private static String cpuTime(List<PhaseOutcome> runs) {
    List<CpuTime> times = new ArrayList<>();
    for (PhaseOutcome run : runs) {
      CpuTime time = run.getCpuTime();
      if (time != null) {
        times.add(time);
      }
    }
    if (times.size() < runs.size()) {
      return NONE;
    }
    if (times.stream().anyMatch(time -> time.getSource() == CpuTimeSource.UNKNOWN)) {
      return "unknown";
    }
    boolean least = times.stream().anyMatch(time -> time.getSource() == CpuTimeSource.LAST_SAMPLE);
    return (least ? "at least " : "")
        + time(times.stream().mapToDouble(time -> time.getUserMicros() + time.getSystemMicros()));
  }

  private static String time(DoubleStream micros) {
    Spread spread = Spread.of(micros.toArray());
    String mean = Figures.duration(Math.round(spread.mean()));
    OptionalDouble deviation = spread.deviation();
    return deviation.isEmpty()
        ? mean
        : mean + " ± " + Figures.duration(Math.round(deviation.getAsDouble()));
  }

  private static String ending(PhaseOutcome phase) {
    if (phase.getSignal() != null) {
      return "signal " + phase.getSignal();
    }
    return phase.getExitCode() == null ? NONE : "exit " + phase.getExitCode();
  }
}
