package io.tacet.accountant.period;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Some days in a zone. A day has 23, 24 or 25 hours there; a period that has not ended yet ends
 * now. Immutable.
 *
 * @param first first day
 * @param last last day, included
 * @param span the moments from its begin to its end
 */
public record Period(LocalDate first, LocalDate last, ZoneId zone, Span span) {

  private static final int MOST_INTERVALS = 50;

  /**
   * Of days.
   *
   * @param now what lies later is left out
   * @throws IllegalArgumentException when the last day is before the first, or the first day has
   *     not begun
   */
  public static Period of(LocalDate first, LocalDate last, ZoneId zone, Instant now) {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("must not be before the first day of its period");
    }
    Instant from = first.atStartOfDay(zone).toInstant();
    Instant until = last.plusDays(1).atStartOfDay(zone).toInstant();
    Instant end = until.isAfter(now) ? now : until;
    if (!end.isAfter(from)) {
      throw new IllegalArgumentException("has not begun; give a day that has");
    }
    return new Period(first, last, zone, new Span(from, end.truncatedTo(ChronoUnit.MICROS)));
  }

  /** The month before the one a moment lies in. */
  public static Period lastMonth(ZoneId zone, Instant now) {
    LocalDate first = LocalDate.ofInstant(now, zone).withDayOfMonth(1).minusMonths(1);
    return of(first, first.plusMonths(1).minusDays(1), zone, now);
  }

  /** From the first of January until now. */
  public static Period yearToDate(ZoneId zone, Instant now) {
    return yearTo(LocalDate.MAX, zone, now);
  }

  /** From the first of January until the end of a day of that year, or until now. */
  public static Period yearTo(LocalDate day, ZoneId zone, Instant now) {
    LocalDate today = LocalDate.ofInstant(now.minus(1, ChronoUnit.MICROS), zone);
    LocalDate last = day.isAfter(today) ? today : day;
    return of(last.withDayOfYear(1), last, zone, now);
  }

  /** Days, begun ones included. */
  public int days() {
    LocalDate end = LocalDate.ofInstant(span.until().minus(1, ChronoUnit.MICROS), zone);
    return Math.toIntExact(ChronoUnit.DAYS.between(first, end) + 1);
  }

  /**
   * The intervals of a line: one per day, at most 50. The outer bounds are the period's own; the
   * inner ones are midnights UTC, so that they are made of whole daily sums.
   *
   * @param legacy min(days ÷ 2, 50) for more than a month, as the program of 2014 did; at least one
   */
  public List<Span> intervals(boolean legacy) {
    int days = days();
    int count = Math.min(legacy && days > 31 ? days / 2 : days, MOST_INTERVALS);
    NavigableSet<LocalDate> bounds = new TreeSet<>();
    for (int i = 1; i < count; i++) {
      bounds.add(first.plusDays((long) i * days / count));
    }
    return span.splitAt(bounds);
  }
}
