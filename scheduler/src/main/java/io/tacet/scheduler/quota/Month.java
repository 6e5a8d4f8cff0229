package io.tacet.scheduler.quota;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** A month of the calendar, UTC. Immutable. */
record Month(YearMonth month) {

  static Month at(Instant time) {
    return new Month(YearMonth.from(time.atOffset(ZoneOffset.UTC)));
  }

  /** As a date column holds it: its first day. */
  String day() {
    return month.atDay(1).toString();
  }

  /** When the next one begins. */
  Instant end() {
    return month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return month.toString();
  }
}
