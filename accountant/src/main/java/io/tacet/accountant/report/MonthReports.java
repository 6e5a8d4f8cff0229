package io.tacet.accountant.report;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.accountant.chart.Chart;
import io.tacet.accountant.chart.PngWriter;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** The report on a month that is over, and the year up to its end. Thread-safe. */
@ApplicationScoped
public class MonthReports {

  private static final Logger LOG = Logger.getLogger(MonthReports.class);

  private final Reports reports;
  private final MeterRegistry metrics;

  MonthReports(Reports reports, MeterRegistry metrics) {
    this.reports = reports;
    this.metrics = metrics;
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
                    new NamedPeriod("Year to date", Period.yearTo(last, zone, now))),
                By.PI,
                false,
                false,
                Known.NOW,
                null,
                List.of(),
                List.of(),
                false),
            now);
    return new Pages(
        TextReport.write(report), HtmlReport.write(report), pictures(report.periods().get(0)));
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

  /** Of the month; none where the machine can't draw, for want of a font, say. */
  private List<Picture> pictures(Report.Column column) {
    try {
      List<Picture> pictures = new ArrayList<>();
      pictures.add(new Picture("usage by PI", draw(Charts.donut(column))));
      if (column.ratedMicros().signum() > 0) {
        pictures.add(new Picture("usage by PI in SU", draw(Charts.bars(column))));
      }
      pictures.add(new Picture("utilization", draw(Charts.line(column))));
      return pictures;
    } catch (RuntimeException | LinkageError | InternalError e) {
      metrics.counter("tacet.report.pictures.failed").increment();
      LOG.warn("Charts can't be drawn as pictures; the report goes without them", e);
      return List.of();
    }
  }

  private static ByteBuffer draw(Chart chart) {
    return ByteBuffer.wrap(PngWriter.png(chart));
  }

  /**
   * A report in several forms.
   *
   * @param pictures charts of the month as PNG
   */
  public record Pages(String text, String html, List<Picture> pictures) {

    /** Copies the list. */
    public Pages {
      pictures = List.copyOf(pictures);
    }
  }

  /** A chart as PNG. */
  public record Picture(String name, ByteBuffer png) {}
}
