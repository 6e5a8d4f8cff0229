package io.tacet.notifier.content;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Figures for people: four significant digits and a handy unit. */
public final class Figures {

  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_UP);
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long SECONDS_PER_HOUR = 3600;
  private static final double KIBI = 1024;

  private Figures() {}

  /** A time span, given in µs. */
  public static String duration(long micros) {
    if (micros < 1000) {
      return micros + " µs";
    }
    if (micros < MICROS_PER_SECOND) {
      return number(micros / 1e3) + " ms";
    }
    if (micros < SECONDS_PER_MINUTE * MICROS_PER_SECOND) {
      return number(micros / 1e6) + " s";
    }
    long seconds = Math.round(micros / 1e6);
    if (seconds < SECONDS_PER_HOUR) {
      return seconds / SECONDS_PER_MINUTE + " min " + seconds % SECONDS_PER_MINUTE + " s";
    }
    return seconds / SECONDS_PER_HOUR
        + " h "
        + seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE
        + " min";
  }

  /** A metric's value, in the unit the metric has. */
  public static String value(double value, String unit) {
    return switch (unit) {
      case "µJ" -> scaled(value, 1e6, "J", unit);
      case "µW" -> scaled(value, 1e6, "W", unit);
      case "mW" -> scaled(value, 1e3, "W", unit);
      case "bytes", "B" -> bytes(value);
      case "µs" ->
          Math.abs(value) >= 1000 && Math.abs(value) < Long.MAX_VALUE
              ? duration(Math.round(value))
              : number(value) + " µs";
      case "0.01 %", "0.01%" -> number(value / 100) + " %";
      case "0.01 °C", "0.01°C" -> number(value / 100) + " °C";
      case "m°C" -> number(value / 1000) + " °C";
      case "" -> number(value);
      default -> number(value) + " " + unit;
    };
  }

  /** A ratio as percent, with its sign left out: a deviation. */
  public static String deviation(double ratio) {
    return "± " + number(Math.abs(ratio) * 100) + " %";
  }

  /** A count, with thin groups of three. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202F');
  }

  private static String scaled(double value, double factor, String larger, String unit) {
    return Math.abs(value) >= factor
        ? number(value / factor) + " " + larger
        : number(value) + " " + unit;
  }

  private static String bytes(double value) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    double rest = value;
    int unit = 0;
    while (Math.abs(rest) >= KIBI && unit < units.length - 1) {
      rest /= KIBI;
      unit++;
    }
    return number(rest) + " " + units[unit];
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        Math.abs(value) >= 1000 ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(DIGITS);
    String plain = rounded.stripTrailingZeros().toPlainString();
    return rounded.signum() == 0 ? "0" : plain;
  }
}
