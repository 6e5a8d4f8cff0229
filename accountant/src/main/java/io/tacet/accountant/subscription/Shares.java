package io.tacet.accountant.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares that sum to the whole to the last digit shown: each is rounded down, and what is left
 * goes, one by one, to those who lost most (largest remainder; of equals, the first).
 */
public final class Shares {

  /** Digits after the point. */
  public static final int DIGITS = 1;

  private static final BigInteger WHOLE = BigInteger.valueOf(1000);

  private Shares() {}

  /** Shares of values that are none of them negative; all 0 when their sum is. */
  public static List<BigDecimal> percent(List<BigDecimal> values) {
    return apportion(WHOLE, values).stream().map(tenth -> new BigDecimal(tenth, DIGITS)).toList();
  }

  /** Divides a whole number by the ratio of values; the parts sum to it, or are all 0. */
  public static List<BigInteger> apportion(BigInteger total, List<BigDecimal> values) {
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      return values.stream().map(value -> BigInteger.ZERO).toList();
    }
    List<BigInteger> parts = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    BigInteger left = total;
    for (BigDecimal value : values) {
      BigDecimal scaled = value.multiply(new BigDecimal(total));
      BigDecimal whole = scaled.divide(sum, 0, RoundingMode.DOWN);
      parts.add(whole.toBigInteger());
      remainders.add(scaled.subtract(whole.multiply(sum)));
      left = left.subtract(whole.toBigInteger());
    }
    IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
        .limit(left.intValueExact())
        .forEach(i -> parts.set(i, parts.get(i).add(BigInteger.ONE)));
    return List.copyOf(parts);
  }
}
