package io.tacet.accountant.rate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Service units: one SU is one reference processor working fully for one hour, so SU = CPU-seconds
 * × rate ÷ 3600. Products and sums are exact; the division comes last and is the one place where
 * anything is rounded, half up to {@value #DIGITS} digits after the point.
 */
public final class ServiceUnits {

  /** Digits after the point of every SU shown. */
  public static final int DIGITS = 9;

  private static final BigDecimal MICROS_PER_HOUR = BigDecimal.valueOf(3_600_000_000L);

  private ServiceUnits() {}

  /** SU of a sum of CPU-µs × rate. */
  public static BigDecimal of(BigDecimal ratedMicros) {
    return ratedMicros.divide(MICROS_PER_HOUR, DIGITS, RoundingMode.HALF_UP);
  }
}
