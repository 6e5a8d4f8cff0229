package io.tacet.accountant.subscription;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares of a sum in percent that are 100 together, to the last digit shown: each is rounded down,
 * and the tenths that are left go to those who lost most (largest remainder; of equals, the first).
 */
public final class Shares {

  /** Digits after the point. */
  public static final int DIGITS = 1;

  private static final BigDecimal WHOLE = BigDecimal.valueOf(1000);

  private Shares() {}

  /** Shares of values that are none of them negative; all 0 when their sum is. */
  public static List<BigDecimal> percent(List<BigDecimal> values) {
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() == 0) {
      return values.stream().map(value -> BigDecimal.ZERO.setScale(DIGITS)).toList();
    }
    List<BigInteger> tenths = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    BigInteger left = WHOLE.toBigInteger();
    for (BigDecimal value : values) {
      BigDecimal scaled = value.multiply(WHOLE);
      BigDecimal whole = scaled.divide(sum, 0, RoundingMode.DOWN);
      tenths.add(whole.toBigInteger());
      remainders.add(scaled.subtract(whole.multiply(sum)));
      left = left.subtract(whole.toBigInteger());
    }
    IntStream.range(0, values.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
        .limit(left.intValueExact())
        .forEach(i -> tenths.set(i, tenths.get(i).add(BigInteger.ONE)));
    return tenths.stream().map(tenth -> new BigDecimal(tenth, DIGITS)).toList();
  }
}
