package io.tacet.worker.statistics;

import java.util.OptionalDouble;

/**
 * Count, sum, least, greatest, mean and sample standard deviation (n−1) of some values, by
 * Welford's method (Technometrics 4, 1962), which does not lose small deviations of large values.
 * Not thread-safe.
 */
public final class Summary {

  private long count;
  private double sum;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double mean;
  private double squares;

  /**
   * Of some values.
   *
   * @throws IllegalArgumentException when there is none, or one is not a finite number
   */
  public static Summary of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no value to summarize");
    }
    Summary summary = new Summary();
    for (double value : values) {
      summary.add(value);
    }
    return summary;
  }

  /**
   * Adds a value.
   *
   * @throws IllegalArgumentException when it is not a finite number
   */
  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a value must be a finite number, not " + value);
    }
    count++;
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }

  /** How many values. */
  public long count() {
    return count;
  }

  /** Their sum. */
  public double sum() {
    return sum;
  }

  /** The least of them. */
  public double min() {
    return min;
  }

  /** The greatest of them. */
  public double max() {
    return max;
  }

  /** Their arithmetic mean. */
  public double mean() {
    return mean;
  }

  /** Sample standard deviation; empty with fewer than two values. */
  public OptionalDouble standardDeviation() {
    return count < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squares / (count - 1)));
  }

  /** Sample standard deviation ÷ mean; empty with fewer than two values or a mean of 0. */
  public OptionalDouble relativeDeviation() {
    return count < 2 || mean == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(squares / (count - 1)) / Math.abs(mean));
  }
}
