package io.tacet.accountant.report;

import io.tacet.accountant.capacity.Forecast;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Puts a forecast into words, with what it rests on. */
final class Outlooks {

  /** The report on a month is made some days after its end at the latest. */
  private static final Duration PRESENT = Duration.ofDays(31);

  static final Report.Outlook NONE =
      new Report.Outlook(Forecast.Outcome.UNKNOWN.name(), null, "No forecast.", "");

  private Outlooks() {}

  /**
   * Of a period.
   *
   * @param now a period that ended long before it is not spoken of as if it were the present
   */
  static Report.Outlook of(Forecast forecast, NamedPeriod named, int intervals, Instant now) {
    LocalDate day = forecast.day();
    boolean past = named.period().span().until().isBefore(now.minus(PRESENT));
    String sentence =
        switch (forecast.outcome()) {
          case FULL_ON -> full(named, day, past);
          case FULL_NOW ->
              past
                  ? "At this rate the cluster was full on " + named.period().last() + "."
                  : "At this rate the cluster is full now.";
          case NEVER -> "At this rate the cluster is not full in twenty years: use hardly grows.";
          case UNKNOWN ->
              "No forecast: it needs three intervals at least, and hardware at their end.";
        };
    String assumption =
        forecast.outcome() == Forecast.Outcome.UNKNOWN ? "" : assumption(named, intervals);
    return new Report.Outlook(forecast.outcome().name(), day, sentence, assumption);
  }

  private static String assumption(NamedPeriod named, int intervals) {
    return "Assumes that use goes on along the straight line through the "
        + intervals
        + " intervals of "
        + named.period().first()
        + " to "
        + named.period().last()
        + ", and that the hardware stays as it is at the end of them.";
  }

  private static String full(NamedPeriod named, @Nullable LocalDate day, boolean past) {
    if (day == null) {
      throw new IllegalArgumentException("Full on which day?");
    }
    LocalDate end =
        past
            ? named.period().last()
            : LocalDate.ofInstant(named.period().span().until(), ZoneOffset.UTC);
    long days = ChronoUnit.DAYS.between(end, day);
    long months = ChronoUnit.MONTHS.between(end, day);
    String length = months < 3 ? days + (days == 1 ? " day" : " days") : months + " months";
    return past
        ? "At this rate the cluster is full "
            + length
            + " after "
            + named.period().last()
            + ", on "
            + day
            + "."
        : "At this rate the cluster is full in " + length + ", on " + day + ".";
  }
}
