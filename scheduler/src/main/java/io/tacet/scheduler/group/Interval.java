package io.tacet.scheduler.group;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Mean and 95 % confidence interval of independent values that are about normally distributed.
 * Immutable.
 *
 * @param count at least 2
 * @param mean arithmetic mean
 * @param deviation sample standard deviation, n − 1
 * @param halfWidth t(0.975; n − 1) · deviation ÷ √n
 */
record Interval(int count, double mean, double deviation, double halfWidth) {

  private static final double TWO_SIDED_95 = 0.975;

  /**
   * Of these values.
   *
   * @throws IllegalArgumentException with fewer than two
   */
  static Interval of(List<Double> values) {
    int count = values.size();
    if (count < 2) {
      throw new IllegalArgumentException("An interval needs two values, not " + count);
    }
    double mean = values.stream().mapToDouble(Double::doubleValue).sum() / count;
    // Two passes: the deviations of large, close values would drown in the sum of squares
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    double deviation = Math.sqrt(squares / (count - 1));
    return new Interval(count, mean, deviation, factor(count) * deviation);
  }

  /** Half width ÷ |mean|; empty with a mean of 0. */
  OptionalDouble relative() {
    return mean == 0 ? OptionalDouble.empty() : OptionalDouble.of(halfWidth / Math.abs(mean));
  }

  /** Whether the half width is at most this part of the mean; without any spread it is. */
  boolean isWithin(double part) {
    return halfWidth <= part * Math.abs(mean);
  }

  /**
   * How many values it takes until it is within, if their spread stays as it is.
   *
   * @return at least one more than there are, at most the limit
   */
  int needed(double part, int limit) {
    for (int n = count + 1; n < limit; n++) {
      if (factor(n) * deviation <= part * Math.abs(mean)) {
        return n;
      }
    }
    return limit;
  }

  private static double factor(int count) {
    return TDistribution.of(count - 1).inverseCumulativeProbability(TWO_SIDED_95)
        / Math.sqrt(count);
  }
}
