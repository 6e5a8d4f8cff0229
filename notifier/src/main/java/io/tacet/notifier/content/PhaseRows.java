package io.tacet.notifier.content;

import io.tacet.notifier.chart.BarChart;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.PhaseOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What ran, one row per phase: mean and sample standard deviation of its repeats. */
final class PhaseRows {

  private static final String NONE = "–";

  private PhaseRows() {}

  /** Rows in the order in which the phases ran first. */
  static List<JobEndView.Phase> of(List<PhaseOutcome> outcomes) {
    return byPhase(outcomes).stream().map(PhaseRows::row).toList();
  }

  /** The same as a chart. */
  static BarChart chart(List<PhaseOutcome> outcomes) {
    return new BarChart(
        "Duration", "CPU time of the job", byPhase(outcomes).stream().map(PhaseRows::bar).toList());
  }

  private static Collection<List<PhaseOutcome>> byPhase(List<PhaseOutcome> outcomes) {
    Map<String, List<PhaseOutcome>> byPhase = new LinkedHashMap<>();
    for (PhaseOutcome outcome : outcomes) {
      byPhase.computeIfAbsent(outcome.getName(), name -> new ArrayList<>()).add(outcome);
    }
    return byPhase.values();
  }

  private static BarChart.Bar bar(List<PhaseOutcome> runs) {
    Spread spread = Spread.of(runs.stream().mapToDouble(PhaseOutcome::getDurationMicros).toArray());
    return new BarChart.Bar(
        PlainText.line(runs.get(0).getName()) + (runs.size() > 1 ? " ×" + runs.size() : ""),
        Figures.duration(Math.round(spread.mean())),
        spread.mean(),
        spread.deviation().orElse(0),
        runs.stream().mapToDouble(run -> micros(run.getCpuTime())).average().orElse(0));
  }

  private static double micros(@Nullable CpuTime time) {
    return time == null || time.getSource() == CpuTimeSource.UNKNOWN
        ? 0
        : time.getUserMicros() + time.getSystemMicros();
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
