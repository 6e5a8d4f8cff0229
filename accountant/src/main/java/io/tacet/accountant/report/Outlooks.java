package io.tacet.accountant.report;

import io.tacet.accountant.capacity.Forecast;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Puts a forecast into words, with what it rests on. */
final class Outlooks {

  static final Report.Outlook NONE =
      new Report.Outlook(Forecast.Outcome.UNKNOWN.name(), null, "No forecast.", "");

  private Outlooks() {}

  static Report.Outlook of(Forecast forecast, NamedPeriod named, int intervals) {
    String assumption =
        "Assumes that use goes on along the straight line through the "
            + intervals
            + " intervals of "
            + named.period().first()
            + " to "
            + named.period().last()
            + ", and that the hardware stays as it is at the end of them.";
    LocalDate day = forecast.day();
    String sentence =
        switch (forecast.outcome()) {
          case FULL_ON -> full(named, day);
          case FULL_NOW -> "At this rate the cluster is full now.";
          case NEVER -> "At this rate the cluster is not full in twenty years: use hardly grows.";
          case UNKNOWN ->
              "No forecast: it needs three intervals at least, and hardware at their end.";
        };
    return new Report.Outlook(forecast.outcome().name(), day, sentence, assumption);
  }

  private static String full(NamedPeriod named, @org.jspecify.annotations.Nullable LocalDate day) {
    if (day == null) {
      throw new IllegalArgumentException("Full on which day?");
    }
    LocalDate end = LocalDate.ofInstant(named.period().span().until(), java.time.ZoneOffset.UTC);
    long days = ChronoUnit.DAYS.between(end, day);
    long months = ChronoUnit.MONTHS.between(end, day);
    String length = months < 3 ? days + (days == 1 ? " day" : " days") : months + " months";
    return "At this rate the cluster is full in " + length + ", on " + day + ".";
  }
}
