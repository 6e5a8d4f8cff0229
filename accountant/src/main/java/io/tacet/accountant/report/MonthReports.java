package io.tacet.accountant.report;

import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** The report on a month that is over, and the year up to its end. Thread-safe. */
@ApplicationScoped
public class MonthReports {

  private final Reports reports;

  MonthReports(Reports reports) {
    this.reports = reports;
  }

  /** Makes it; must be the first thing in its transaction, which can't write then. */
  public Pages make(Connection connection, YearMonth month, ZoneId zone, Instant now)
      throws SQLException {
    LocalDate last = month.atEndOfMonth();
    Report report =
        reports.make(
            connection,
            new ReportRequest(
                List.of(
                    new NamedPeriod(name(month), Period.of(month.atDay(1), last, zone, now)),
                    new NamedPeriod(
                        "Year to date", Period.of(last.withDayOfYear(1), last, zone, now))),
                By.PI,
                false,
                false,
                Known.NOW,
                null,
                null,
                null),
            now);
    return new Pages(TextReport.write(report), HtmlReport.write(report));
  }

  /** As people say it, e.g. October 2026. */
  public static String name(YearMonth month) {
    return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
  }

  /** The address of the same report under the accountant's own. */
  public static String path(YearMonth month, ZoneId zone) {
    LocalDate last = month.atEndOfMonth();
    return "/api/v1/report?from=%s&to=%s&from2=%s&to2=%s&zone=%s&format=html"
        .formatted(month.atDay(1), last, last.withDayOfYear(1), last, zone.getId());
  }

  /** A report in two forms. */
  public record Pages(String text, String html) {}
}
