package io.tacet.accountant.report;

import io.tacet.accountant.cluster.Machines;
import io.tacet.accountant.contribution.Paid;
import io.tacet.accountant.dated.Fact;
import io.tacet.accountant.dated.Known;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.hardware.Processors;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.pi.PiFacts;
import io.tacet.accountant.rate.Rate;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import io.tacet.accountant.usage.UsageSums.Row;
import io.tacet.contract.rest.UseSummary;
import io.tacet.contract.rest.WorkClass;
import io.tacet.contract.rest.WorkLoad;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small site whose figures can be computed by hand, and reports on it. */
final class SmallSite {

  static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
  private static final LocalDate EVER = LocalDate.EPOCH;
  static final long HOUR = 3_600_000_000L;

  private static final UseSummary USE =
      new UseSummary(
          "engine",
          1200,
          WorkClass.CPU,
          new WorkLoad(5400, 0.8149, 0.25, 0.001, 12_500_000.0, 0.02, 1234.0),
          new EnumMap<>(
              Map.of(
                  WorkClass.CPU, new BigDecimal("75.0"), WorkClass.IDLE, new BigDecimal("25.0"))));

  private static final UseSummary NOT_MEASURED =
      new UseSummary(
          "bits <&> bytes",
          1,
          WorkClass.UNKNOWN,
          new WorkLoad(0.5, null, null, null, null, null, null),
          Map.of(WorkClass.UNKNOWN, new BigDecimal("100.0")));

  private SmallSite() {}

  /**
   * Ada and Bob have half of 20 processors each; Carl used and paid nothing, Dora paid and used
   * nothing, Eve is exempt, Finn did neither; some usage belongs to nobody.
   */
  static Ledger ledger() {
    return new Ledger(
        Timelines.of(List.of(new Fact<>("m1", EVER, new Rate(new BigDecimal("1.9"))))),
        Timelines.of(
            List.of(
                new Fact<>("m1", EVER, new Processors(12, true)),
                new Fact<>("m2", LocalDate.parse("2026-02-15"), new Processors(8, true)))),
        Timelines.<Machines>of(List.of()),
        Timelines.of(
            List.of(
                new Fact<>("ada", EVER, new PiFacts("Ada Lovelace", "ada@example.org", false)),
                new Fact<>("bob", EVER, new PiFacts("Bob", null, false)),
                new Fact<>("carl", EVER, new PiFacts("Carl", null, false)),
                new Fact<>("dora", EVER, new PiFacts("Dora", null, false)),
                new Fact<>("eve", EVER, new PiFacts("<b>Eve</b> & Co", null, true)),
                new Fact<>("finn", EVER, new PiFacts("Finn", null, false)))),
        Timelines.of(
            List.of(
                new Fact<>("blades", EVER, paid(12, "1.9", "ada", "0.5", "bob", "0.5")),
                new Fact<>(
                    "more",
                    LocalDate.parse("2026-02-15"),
                    paid(8, "1", "dora", "1", null, null)))));
  }

  static Report report() {
    List<Row> days = new ArrayList<>();
    for (int day = 1; day <= 28; day++) {
      String at = "2026-02-%02d".formatted(day);
      days.add(row(at, "ada", null, 2, 100 * HOUR, 190 * HOUR));
      days.add(row(at, "bob", null, 1, day * HOUR, day * HOUR * 19 / 10));
    }
    days.add(row("2026-02-03", "carl", null, 3, 50 * HOUR, 95 * HOUR));
    days.add(row("2026-02-04", "eve", null, 1, 30 * HOUR, 57 * HOUR));
    days.add(row("2026-02-05", null, null, 4, 7, 7));
    List<Row> details =
        List.of(
            row(null, "ada", "engine", 56, 2800 * HOUR, 5320 * HOUR),
            row(null, "bob", "bits, and bytes", 28, 406 * HOUR, 7714 * HOUR / 10),
            row(null, "carl", "c", 3, 50 * HOUR, 95 * HOUR),
            row(null, "eve", "e", 1, 30 * HOUR, 57 * HOUR),
            row(null, null, "stray", 4, 7, 7));
    return report(request(By.PROJECT), ledger(), days, details);
  }

  static Report report(ReportRequest request, Ledger ledger, List<Row> days, List<Row> details) {
    List<Report.Column> columns = new ArrayList<>();
    Report.Outlook outlook = Outlooks.NONE;
    for (NamedPeriod named : request.periods()) {
      ColumnMaker maker =
          new ColumnMaker(
              request,
              ledger,
              named,
              new Reports.Used(
                  days,
                  days,
                  days,
                  details,
                  List.of("m9"),
                  request.classes() ? List.of(USE, NOT_MEASURED) : null));
      columns.add(maker.column());
      outlook = maker.outlook(NOW);
    }
    return new Report(
        NOW,
        "UTC",
        null,
        null,
        List.of(),
        List.of(),
        request.by().name().toLowerCase(java.util.Locale.ROOT),
        "end",
        false,
        request.classes() ? "cpu: as set." : null,
        columns,
        outlook);
  }

  static ReportRequest request(By by) {
    return new ReportRequest(
        List.of(
            new NamedPeriod("Last month", Period.lastMonth(ZoneOffset.UTC, NOW)),
            new NamedPeriod("Year to date", Period.yearToDate(ZoneOffset.UTC, NOW))),
        by,
        false,
        false,
        Known.NOW,
        null,
        List.of(),
        List.of(),
        by == By.PROJECT);
  }

  private static Paid paid(
      int processors,
      String rate,
      String pi,
      String share,
      @Nullable String other,
      @Nullable String rest) {
    return other == null || rest == null
        ? new Paid(
            null, processors, new BigDecimal(rate), List.of(pi), List.of(new BigDecimal(share)))
        : new Paid(
            null,
            processors,
            new BigDecimal(rate),
            List.of(pi, other),
            List.of(new BigDecimal(share), new BigDecimal(rest)));
  }

  static Row row(
      @Nullable String day,
      @Nullable String pi,
      @Nullable String detail,
      long attempts,
      long micros,
      long rated) {
    return new Row(
        day == null ? null : LocalDate.parse(day),
        pi,
        detail,
        attempts,
        pi == null ? 2 : 0,
        BigDecimal.valueOf(micros),
        BigDecimal.valueOf(rated),
        0,
        BigDecimal.ZERO,
        0,
        "carl".equals(pi) ? attempts : 0,
        BigDecimal.valueOf("carl".equals(pi) ? rated : 0));
  }
}
