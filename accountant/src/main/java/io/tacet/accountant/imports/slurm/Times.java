package io.tacet.accountant.imports.slurm;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.UsageLine;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Slurm's times: local to a zone, as {@code 2026-11-21T08:00:00}; lengths as {@code 1-02:03:04},
 * {@code 02:03:04}, {@code 03:04.500} or seconds. Immutable.
 */
final class Times {

  private static final Set<String> NO_TIME = Set.of("", "Unknown", "None", "N/A", "(null)");
  private static final int LENGTH = 19;
  private static final long MICROS = 1_000_000;

  private final ZoneId zone;
  private final boolean utc;

  Times(ZoneId zone) {
    this.zone = zone;
    this.utc = zone.normalized().equals(ZoneOffset.UTC);
  }

  /** µs since 1970; {@link UsageLine#NONE} when it says that there is none. */
  long moment(String text, String field) throws BadField {
    if (NO_TIME.contains(text)) {
      return UsageLine.NONE;
    }
    LocalDateTime local = local(text, field);
    return MICROS * (utc ? local.toEpochSecond(ZoneOffset.UTC) : zoned(local).toEpochSecond());
  }

  /**
   * The end of a job: in the hour that comes twice when summer ends the first is meant, unless the
   * job would then have ended before its start.
   */
  long end(String text, long started) throws BadField {
    long end = moment(text, "End");
    return utc || started == UsageLine.NONE || end == UsageLine.NONE || end >= started
        ? end
        : MICROS * zoned(local(text, "End")).withLaterOffsetAtOverlap().toEpochSecond();
  }

  /** A length of time, µs. */
  static long length(String text, String field) throws BadField {
    int dash = text.indexOf('-', 1);
    String[] parts = text.substring(dash + 1).split(":", -1);
    try {
      long seconds = dash < 0 ? 0 : 24 * Long.parseLong(text.substring(0, dash));
      int last = parts.length - 1;
      if (last > 2) {
        throw new NumberFormatException("too many parts");
      }
      if (dash >= 0 && last < 2) {
        seconds = Math.multiplyExact(seconds, last == 0 ? 1 : 60);
      }
      for (int i = 0; i < last; i++) {
        seconds = Math.addExact(Math.multiplyExact(seconds, i == 0 ? 1 : 60), whole(parts[i]));
      }
      seconds = Math.multiplyExact(seconds, last == 0 ? 1 : 60);
      long micros = Math.multiplyExact(seconds, MICROS);
      return Math.addExact(micros, fraction(parts[last]));
    } catch (NumberFormatException e) {
      throw new BadField(BadReason.UNREADABLE, field + " '" + text + "' is no length of time");
    } catch (ArithmeticException e) {
      throw new BadField(BadReason.TOO_LARGE, field + " '" + text + "' is beyond any that can be");
    }
  }

  private static long whole(String text) {
    if (text.isEmpty() || text.charAt(0) == '+') {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }

  /** Seconds with or without a fraction, µs. */
  private static long fraction(String text) {
    int point = text.indexOf('.');
    if (point < 0) {
      return Math.multiplyExact(whole(text), MICROS);
    }
    String digits = (text.substring(point + 1) + "000000").substring(0, 6);
    return Math.addExact(
        Math.multiplyExact(whole(text.substring(0, point)), MICROS), whole(digits));
  }

  private ZonedDateTime zoned(LocalDateTime local) {
    return local.atZone(zone);
  }

  private static LocalDateTime local(String text, String field) throws BadField {
    String bare = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    try {
      if (bare.length() == LENGTH && bare.charAt(10) == 'T') {
        return LocalDateTime.of(
            number(bare, 0, 4),
            number(bare, 5, 7),
            number(bare, 8, 10),
            number(bare, 11, 13),
            number(bare, 14, 16),
            number(bare, 17, 19));
      }
    } catch (DateTimeException | NumberFormatException e) {
      throw new BadField(BadReason.UNREADABLE, field + " '" + text + "' is no time");
    }
    throw new BadField(
        BadReason.UNREADABLE,
        field + " '" + shortened(text) + "' is no time as 2026-11-21T08:00:00");
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException(text);
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
