package io.tacet.cli.output;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Amounts as people read them, always with a unit; a dash where there is none. */
public final class Amounts {

  /** Shown where there is nothing to show. */
  public static final String NONE = "-";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amounts() {}

  /** The value as text, or a dash. */
  public static String orDash(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.isEmpty() ? NONE : text;
  }

  /** A point in time to the second, UTC. */
  public static String time(@Nullable Instant instant) {
    return instant == null ? NONE : TIME.format(instant);
  }

  /** A point in time to the millisecond, UTC. */
  public static String timeToMillis(Instant instant) {
    return MILLIS.format(instant);
  }

  /** A length of time. */
  public static String duration(Duration length) {
    return micros(length.toNanos() / 1000);
  }

  /** A length of time, or CPU time, given in µs. */
  public static String micros(@Nullable Long micros) {
    if (micros == null) {
      return NONE;
    }
    if (micros < 1000) {
      return micros + " µs";
    }
    if (micros < 1_000_000) {
      return decimal(micros / 1000.0, micros < 10_000 ? 2 : micros < 100_000 ? 1 : 0) + " ms";
    }
    if (micros < 120_000_000) {
      return decimal(micros / 1e6, 2) + " s";
    }
    long seconds = Math.round(micros / 1e6);
    if (seconds < 7200) {
      return seconds / 60 + " min " + String.format(Locale.ROOT, "%02d", seconds % 60) + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes / 60 + " h " + String.format(Locale.ROOT, "%02d", minutes % 60) + " min";
  }

  /** Bytes, in powers of 1024. */
  public static String bytes(double bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < BINARY.length - 1) {
      value /= 1024;
      unit++;
    }
    return decimal(value, unit == 0 || Math.abs(value) >= 100 ? 0 : 1) + " " + BINARY[unit];
  }

  /** A fraction as percent. */
  public static String percent(@Nullable Double fraction) {
    return fraction == null ? NONE : decimal(fraction * 100, 1) + " %";
  }

  /** Service units. */
  public static String serviceUnits(@Nullable BigDecimal units) {
    return units == null
        ? "not charged"
        : units.signum() == 0
            ? "0 SU"
            : units.setScale(Math.min(units.scale(), 6), RoundingMode.HALF_UP).toPlainString()
                + " SU";
  }

  /** A count, digits grouped. */
  public static String count(@Nullable Long count) {
    return count == null ? NONE : String.format(Locale.ROOT, "%,d", count);
  }

  /** A measured value with its unit, in the unit that reads best where the given one is known. */
  public static String measured(@Nullable Double value, String unit) {
    if (value == null) {
      return NONE;
    }
    return switch (unit) {
      case "bytes" -> bytes(value);
      case "µs" -> micros(Math.round(value));
      case "µJ" -> scaled(value, 1e6, "J", unit);
      case "mW" -> scaled(value, 1e3, "W", unit);
      case "0.01 %" -> decimal(value / 100, 1) + " %";
      default -> measured(value) + " " + unit;
    };
  }

  private static String scaled(double value, double factor, String larger, String unit) {
    return Math.abs(value) >= factor
        ? measured(value / factor) + " " + larger
        : measured(value) + " " + unit;
  }

  /** A measured value: four significant digits, thousands grouped, without trailing zeros. */
  public static String measured(@Nullable Double value) {
    if (value == null) {
      return NONE;
    }
    if (Math.abs(value) >= 1000 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int digits = value == 0 ? 0 : Math.max(0, 3 - (int) Math.floor(Math.log10(Math.abs(value))));
    String text = decimal(value, Math.min(digits, 9));
    return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
  }

  private static String decimal(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
