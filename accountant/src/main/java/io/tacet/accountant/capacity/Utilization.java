package io.tacet.accountant.capacity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What was used of what could be supplied. */
public final class Utilization {

  /** Digits after the point of a percentage shown. */
  public static final int DIGITS = 1;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Utilization() {}

  /**
   * In percent, rounded half up once; null when nothing could be supplied.
   *
   * @param used processor-µs × rate
   * @param capacity in the same unit
   */
  public static @Nullable BigDecimal percent(BigDecimal used, BigDecimal capacity) {
    return capacity.signum() <= 0
        ? null
        : used.multiply(HUNDRED).divide(capacity, DIGITS, RoundingMode.HALF_UP);
  }
}
