package io.tacet.worker.statistics;

import io.tacet.schema.MetricStatistics;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes the statistics of one metric over one run of one phase. */
public final class PhaseStatistics {

  private static final String ENERGY = "_energy_";
  private static final double MILLIWATTS_PER_WATT = 1000;

  private PhaseStatistics() {}

  /**
   * Works them out.
   *
   * @param values samples, at least one, in unit; of an energy µJ per interval
   * @param phaseMicros length of the phase, µs: an energy ÷ it is the mean power
   * @throws IllegalArgumentException when there is no sample, or one is not a finite number
   */
  public static MetricStatistics of(
      String phase,
      int repeat,
      String metric,
      @Nullable String detail,
      String unit,
      double[] values,
      long phaseMicros) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no sample of " + metric);
    }
    Summary summary = Summary.of(values);
    MetricStatistics statistics =
        MetricStatistics.newBuilder()
            .setPhase(phase)
            .setRepeat(repeat)
            .setMetric(metric)
            .setDetail(detail)
            .setUnit(unit)
            .setCount(summary.count())
            .setSum(summary.sum())
            .setMin(summary.min())
            .setMax(summary.max())
            .setMean(summary.mean())
            .build();
    OptionalDouble deviation = summary.standardDeviation();
    if (deviation.isPresent()) {
      statistics.setStandardDeviation(deviation.getAsDouble());
    }
    if (metric.contains(ENERGY)) {
      statistics.setEnergyMicrojoules(Math.round(summary.sum()));
      if (phaseMicros > 0) {
        // µJ ÷ µs is W
        statistics.setMeanPowerMilliwatts(summary.sum() / phaseMicros * MILLIWATTS_PER_WATT);
      }
    }
    return statistics;
  }
}
