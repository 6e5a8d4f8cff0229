package io.tacet.contract.rest;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /api/v1/accuracy/{machine}}: the control workload of a machine and what its
 * values must keep to.
 *
 * @param job the control workload; its machine is the one in the path
 * @param everySeconds how often it is measured, 60 s to a year; null: 21,600 (6 h)
 * @param window over how many of the last runs, 2 to 100; null: 5
 * @param least from how many runs on there is a verdict, 2 to window; null: 3
 * @param deviation RELATIVE (sample standard deviation ÷ |mean|) or ABSOLUTE (in the metric's
 *     unit); null: RELATIVE
 * @param threshold largest deviation; null: 0.01, which ABSOLUTE does not have
 * @param drift largest distance of the mean from the reference mean, relative or absolute as the
 *     deviation; null: three times the threshold
 * @param phase the phase, {@code RUNTIME} or as {@code 004_[RUNTIME]}; null: RUNTIME
 * @param metrics 1 to 50 headline metrics, all of which must keep to it
 */
public record PutAccuracy(
    @Nullable SubmitJob job,
    @Nullable Long everySeconds,
    @Nullable Integer window,
    @Nullable Integer least,
    @Nullable String deviation,
    @Nullable BigDecimal threshold,
    @Nullable BigDecimal drift,
    @Nullable String phase,
    @Nullable List<@Nullable Metric> metrics) {

  /**
   * One metric.
   *
   * @param metric its name, e.g. {@code psu_energy_ac_mcp_machine}
   * @param detail its CPU, device or zone; null: each that is reported
   * @param threshold null: that of all
   * @param drift null: that of all, or three times this threshold if that is given
   */
  public record Metric(
      @Nullable String metric,
      @Nullable String detail,
      @Nullable BigDecimal threshold,
      @Nullable BigDecimal drift) {}
}
