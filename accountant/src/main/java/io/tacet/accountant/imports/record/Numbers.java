package io.tacet.accountant.imports.record;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Reads numbers from bytes without making text of them. */
public final class Numbers {

  private static final int SAFE_DIGITS = 18;
  private static final int LONGEST = 40;
  private static final int MICRO_DIGITS = 6;

  private Numbers() {}

  /** A whole number, with or without a sign; {@link UsageLine#NONE} when it is none. */
  public static long whole(byte[] data, int from, int to) {
    int i = from;
    boolean negative = i < to && data[i] == '-';
    if (negative) {
      i++;
    }
    if (i == to || to - i > SAFE_DIGITS) {
      return UsageLine.NONE;
    }
    long number = 0;
    for (; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return UsageLine.NONE;
      }
      number = 10 * number + digit;
    }
    return negative ? -number : number;
  }

  /** Whether it is a decimal number, as {@code -1}, {@code 0.5} or {@code 1.5e+06}. */
  public static boolean isDecimal(byte[] data, int from, int to) {
    return seconds(data, from, to) != UsageLine.NONE;
  }

  /**
   * Seconds as µs, rounded half up; {@link UsageLine#NONE} when it is no number, or one beyond
   * 292,000 years.
   */
  public static long seconds(byte[] data, int from, int to) {
    int i = from;
    boolean negative = i < to && data[i] == '-';
    if (negative) {
      i++;
    }
    long number = 0;
    int digits = 0;
    int fraction = -1;
    boolean up = false;
    for (; i < to; i++) {
      int digit = data[i] - '0';
      if (data[i] == '.' && fraction < 0) {
        fraction = 0;
      } else if (digit < 0 || digit > 9) {
        return slowly(data, from, to);
      } else if (fraction == MICRO_DIGITS) {
        up = up || digit >= 5;
        fraction++;
      } else if (fraction < MICRO_DIGITS) {
        number = 10 * number + digit;
        digits++;
        fraction += fraction >= 0 ? 1 : 0;
      }
    }
    int missing = MICRO_DIGITS - Math.min(MICRO_DIGITS, Math.max(0, fraction));
    if (digits == 0 || digits + missing > SAFE_DIGITS) {
      return slowly(data, from, to);
    }
    for (int zero = 0; zero < missing; zero++) {
      number *= 10;
    }
    number += up ? 1 : 0;
    return negative ? -number : number;
  }

  private static long slowly(byte[] data, int from, int to) {
    if (to - from > LONGEST) {
      return UsageLine.NONE;
    }
    try {
      String text = new String(data, from, to - from, StandardCharsets.ISO_8859_1);
      BigDecimal number = new BigDecimal(text);
      return Math.abs(number.scale()) > LONGEST
          ? UsageLine.NONE
          : number.movePointRight(MICRO_DIGITS).setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      return UsageLine.NONE;
    }
  }
}
