package io.tacet.accountant.period;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;

/**
 * From one moment to another, not included. Immutable.
 *
 * @param from first moment
 * @param until after {@code from}, or equal to it
 */
public record Span(Instant from, Instant until) {

  /** Checks the order. */
  public Span {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("A span that ends at " + until + " before " + from);
    }
  }

  /** Its length, µs. */
  public BigDecimal micros() {
    Duration length = Duration.between(from, until);
    return BigDecimal.valueOf(length.getSeconds())
        .multiply(BigDecimal.valueOf(1_000_000))
        .add(BigDecimal.valueOf(length.getNano() / 1000));
  }

  /** Day of its first moment, UTC. */
  public LocalDate day() {
    return LocalDate.ofInstant(from, ZoneOffset.UTC);
  }

  /** The part it has in common with another; of no length when there is none. */
  public Span within(Span other) {
    Instant start = from.isAfter(other.from) ? from : other.from;
    Instant end = until.isBefore(other.until) ? until : other.until;
    return end.isAfter(start) ? new Span(start, end) : new Span(start, start);
  }

  /** Its parts between midnights UTC of some days; they cover it without a gap. */
  public List<Span> splitAt(NavigableSet<LocalDate> days) {
    List<Span> parts = new ArrayList<>();
    Instant start = from;
    for (LocalDate day : days) {
      Instant midnight = midnight(day);
      if (midnight.isAfter(start) && midnight.isBefore(until)) {
        parts.add(new Span(start, midnight));
        start = midnight;
      }
    }
    parts.add(new Span(start, until));
    return parts;
  }

  /** Midnight UTC at which a day begins. */
  public static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
