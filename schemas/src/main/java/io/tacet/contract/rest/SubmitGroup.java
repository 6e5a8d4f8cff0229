package io.tacet.contract.rest;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v1/groups}: one job, measured several times. Exactly one of repeat and
 * until is given.
 *
 * @param name name for people, one line, at most 200 characters; null: the job's
 * @param job what to run; it must name a machine, as machines differ
 * @param repeat how often, 1 to 1000
 * @param until repeat until a figure is known well enough
 */
public record SubmitGroup(
    @Nullable String name,
    @Nullable SubmitJob job,
    @Nullable Integer repeat,
    @Nullable Until until) {

  /**
   * How well a figure is to be known: the half width of its 95 % confidence interval (Student's t)
   * is to be at most this part of its mean.
   *
   * @param metric name of a headline metric, e.g. {@code psu_energy_ac_mcp_machine}
   * @param detail its CPU, device or zone; null: the whole machine
   * @param phase the phase; null: the only one that has the metric, or RUNTIME
   * @param relativeHalfWidth above 0 and below 1, e.g. 0.02 for ±2 %
   * @param least runs to begin with, 2 to most; null: 5
   * @param most runs after which it ends whatever is known, to 1000; null: 30
   */
  public record Until(
      @Nullable String metric,
      @Nullable String detail,
      @Nullable String phase,
      @Nullable Double relativeHalfWidth,
      @Nullable Integer least,
      @Nullable Integer most) {}
}
