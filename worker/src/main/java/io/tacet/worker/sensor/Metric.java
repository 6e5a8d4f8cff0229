package io.tacet.worker.sensor;

import org.jspecify.annotations.Nullable;

/** How a metric's samples follow from a sensor's columns. Immutable. */
public sealed interface Metric {

  /** Name, what_type_source_scope as in GMT. */
  String name();

  /** Device, CPU, …; null for the whole machine. */
  @Nullable String detail();

  /** Unit of the samples. */
  String unit();

  /**
   * A level: each reading is a sample.
   *
   * @param factor from the column's unit to the metric's
   */
  record Level(String name, @Nullable String detail, String unit, int column, double factor)
      implements Metric {}

  /**
   * A counter: how much it grew since the reading before is a sample.
   *
   * @param factor from the column's unit to the metric's
   */
  record Growth(String name, @Nullable String detail, String unit, int column, double factor)
      implements Metric {}

  /**
   * What part of one counter's growth another one has.
   *
   * @param scale the sample when both grew alike
   */
  record Share(String name, @Nullable String detail, String unit, int part, int whole, long scale)
      implements Metric {}
}
