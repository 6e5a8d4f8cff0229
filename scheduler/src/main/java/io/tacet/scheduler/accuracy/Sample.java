package io.tacet.scheduler.accuracy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mean and sample standard deviation of values. Sums and squares are exact; division and root are
 * rounded to 34 digits, so that close values of any size do not lose what tells them apart.
 * Immutable.
 *
 * @param count at least 2
 * @param mean arithmetic mean
 * @param deviation √((n Σx² − (Σx)²) ÷ (n (n − 1)))
 */
record Sample(int count, BigDecimal mean, BigDecimal deviation) {

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /**
   * Of these values.
   *
   * @throws IllegalArgumentException with fewer than two
   */
  static Sample of(List<Double> values) {
    int count = values.size();
    if (count < 2) {
      throw new IllegalArgumentException("A deviation needs two values, not " + count);
    }
    BigDecimal n = BigDecimal.valueOf(count);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (Double value : values) {
      BigDecimal exact = new BigDecimal(value);
      sum = sum.add(exact);
      squares = squares.add(exact.multiply(exact));
    }
    BigDecimal spread = n.multiply(squares).subtract(sum.multiply(sum));
    BigDecimal variance = spread.divide(n.multiply(n.subtract(BigDecimal.ONE)), DIGITS);
    return new Sample(count, sum.divide(n, DIGITS), variance.sqrt(DIGITS));
  }

  /** Deviation ÷ |mean|; null with a mean of 0. */
  @Nullable BigDecimal relativeDeviation() {
    return ratio(deviation, mean);
  }

  /** How far the mean is from a reference, in the values' unit. */
  BigDecimal distance(BigDecimal reference) {
    return mean.subtract(reference).abs();
  }

  /** The same ÷ |reference|; null with a reference of 0. */
  @Nullable BigDecimal relativeDistance(BigDecimal reference) {
    return ratio(distance(reference), reference);
  }

  private static @Nullable BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? null : part.divide(whole.abs(), DIGITS);
  }
}
