package io.tacet.worker.measure;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseOutcome;
import io.tacet.worker.sampling.Series;
import io.tacet.worker.sensor.CpuSensor;
import io.tacet.worker.sensor.MemorySensor;
import io.tacet.worker.sensor.RaplSensor;
import io.tacet.worker.statistics.EnergyHeadlines;
import io.tacet.worker.statistics.Headlines;
import io.tacet.worker.statistics.PhaseStatistics;
import java.util.ArrayList;
import java.util.List;

/** Gathers the figures of measured phases. Not thread-safe. */
final class Figures {

  /** Length of a phase, µs, as GMT calls it. */
  static final String PHASE_TIME = "phase_time_syscall_system";

  /** CPU time of the job in a phase, µs, from its cgroup. */
  static final String CPU_TIME_CGROUP = "cpu_time_cgroup_job";

  /** CPU time of the job in a phase, µs, from its reaped processes. */
  static final String CPU_TIME_REAPED = "cpu_time_reaped_job";

  private static final String MICROS = "µs";

  private final List<MetricStatistics> statistics = new ArrayList<>();
  private final List<SampleSeries> series = new ArrayList<>();

  /** Adds one run of one phase that ended as it should. */
  void add(PhaseOutcome phase, List<Series> samples) {
    addOne(phase, PHASE_TIME, phase.getDurationMicros());
    CpuTime cpu = phase.getCpuTime();
    if (cpu != null) {
      String metric = cpu.getSource() == CpuTimeSource.CGROUP ? CPU_TIME_CGROUP : CPU_TIME_REAPED;
      addOne(phase, metric, cpu.getUserMicros() + cpu.getSystemMicros());
    }
    addSamples(phase, samples);
  }

  /** Adds samples of a phase that is known already. */
  void addSamples(PhaseOutcome phase, List<Series> samples) {
    for (Series one : samples) {
      statistics.add(
          PhaseStatistics.of(
              phase.getName(),
              phase.getRepeat(),
              one.metric().name(),
              one.metric().detail(),
              one.metric().unit(),
              one.values(),
              phase.getDurationMicros()));
      series.add(
          new SampleSeries(
              phase.getName(),
              phase.getRepeat(),
              one.metric().name(),
              one.metric().detail(),
              one.metric().unit(),
              one.startedAtMicros(),
              one.offsetsMicros(),
              one.values()));
    }
  }

  List<MetricStatistics> statistics() {
    return List.copyOf(statistics);
  }

  List<SampleSeries> series() {
    return List.copyOf(series);
  }

  List<HeadlineValue> headlines() {
    List<HeadlineValue> headlines =
        new ArrayList<>(
            new Headlines(
                    List.of(
                        PHASE_TIME,
                        CPU_TIME_CGROUP,
                        CPU_TIME_REAPED,
                        CpuSensor.UTILIZATION,
                        MemorySensor.USED))
                .of(statistics));
    headlines.addAll(new EnergyHeadlines(RaplSensor.CONTAINED).of(statistics));
    return headlines;
  }

  private void addOne(PhaseOutcome phase, String metric, long micros) {
    statistics.add(
        PhaseStatistics.of(
            phase.getName(),
            phase.getRepeat(),
            metric,
            null,
            MICROS,
            new double[] {micros},
            phase.getDurationMicros()));
  }
}
