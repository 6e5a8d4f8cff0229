package io.tacet.accountant.monthly;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Which month is to be reported next. A month is due when a delay has passed since its end. The
 * first one due is the month after the last reported; after a standstill no more than some are made
 * up for, the newest. Immutable.
 *
 * @param zone whose months
 * @param delay after a month's end
 * @param catchUp months made up for at most
 */
record MonthsDue(ZoneId zone, Duration delay, int catchUp) {

  /** The month a moment lies in. */
  YearMonth month(Instant moment) {
    return YearMonth.from(LocalDate.ofInstant(moment, zone));
  }

  /** The newest month that is due at a moment. */
  YearMonth newest(Instant now) {
    return month(now.minus(delay)).minusMonths(1);
  }

  /**
   * What is next.
   *
   * @param last reported last
   * @return after {@code newest} when nothing is due
   */
  YearMonth next(YearMonth last, Instant now) {
    YearMonth next = last.plusMonths(1);
    YearMonth oldest = newest(now).minusMonths(catchUp - 1L);
    return next.isBefore(oldest) ? oldest : next;
  }
}
