package io.tacet.accountant.report;

import static io.tacet.accountant.report.SmallSite.NOW;
import static io.tacet.accountant.report.SmallSite.ledger;
import static io.tacet.accountant.report.SmallSite.report;
import static io.tacet.accountant.report.SmallSite.request;
import static io.tacet.accountant.report.SmallSite.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.accountant.capacity.Forecast;
import io.tacet.accountant.dated.Timelines;
import io.tacet.accountant.period.Period;
import io.tacet.accountant.report.ReportRequest.By;
import io.tacet.accountant.report.ReportRequest.NamedPeriod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a report on a small site says, in whatever form. */
class ReportFiguresTest {

  @Test
  void aSiteWithoutAnythingStillHasAReport() {
    // given
    ReportRequest request = request(By.PI);
    Ledger nothing =
        new Ledger(
            Timelines.of(List.of()),
            Timelines.of(List.of()),
            Timelines.of(List.of()),
            Timelines.of(List.of()),
            Timelines.of(List.of()));
    // when
    Report report = report(request, nothing, List.of(), List.of());
    // then
    assertThat(TextReport.write(report))
        .contains("utilization n/a, no hardware", "No forecast")
        .doesNotContain("Assumes that");
    assertThat(HtmlReport.write(report)).contains("no usage").doesNotContain("<p></p>");
    assertThat(CsvReport.write(report)).contains("\r\nall,Last month,");
  }

  @Test
  void moreUseThanTheHardwareCouldSupplyIsExplained() {
    // when
    Report usual = report();
    Report missing =
        report(
            request(By.PI),
            ledger(),
            List.of(row("2026-02-03", "ada", null, 1, 1, 1_000_000_000_000_000L)),
            List.of());
    // then
    assertThat(TextReport.write(missing)).contains("some machines' hardware may not be known");
    assertThat(TextReport.write(usual)).doesNotContain("may not be known");
  }

  @Test
  void sharesAndSumsOfAReportAgreeToTheLastDigit() {
    for (Report.Column column : report().periods()) {
      assertThat(
              column.pis().stream()
                  .map(Report.PiLine::usagePercent)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo("100");
      assertThat(
              column.pis().stream()
                  .map(Report.PiLine::ratedMicros)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(column.ratedMicros());
      assertThat(
              column.details().stream()
                  .map(Report.DetailLine::ratedMicros)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(column.ratedMicros());
      assertThat(
              column.intervals().stream()
                  .map(Report.Interval::ratedMicros)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(column.ratedMicros());
      assertThat(
              column.pis().stream()
                  .map(Report.PiLine::idleServiceUnits)
                  .reduce(BigDecimal.ZERO, BigDecimal::add))
          .isEqualByComparingTo(column.idleServiceUnits());
    }
  }

  @Test
  void aForecastOfAPeriodLongOverIsToldFromItsEnd() {
    // given
    NamedPeriod old =
        new NamedPeriod(
            "Period",
            Period.of(
                LocalDate.parse("2016-01-01"), LocalDate.parse("2016-12-31"), ZoneOffset.UTC, NOW));
    Forecast full = new Forecast(Forecast.Outcome.FULL_ON, LocalDate.parse("2019-01-01"));
    Forecast now = new Forecast(Forecast.Outcome.FULL_NOW, null);
    // then
    assertThat(Outlooks.of(full, old, 50, NOW).sentence())
        .isEqualTo("At this rate the cluster is full 24 months after 2016-12-31, on 2019-01-01.");
    assertThat(
            Outlooks.of(
                    new Forecast(Forecast.Outcome.FULL_ON, LocalDate.parse("2017-01-02")),
                    old,
                    50,
                    NOW)
                .sentence())
        .isEqualTo("At this rate the cluster is full 2 days after 2016-12-31, on 2017-01-02.");
    assertThat(Outlooks.of(now, old, 50, NOW).sentence())
        .isEqualTo("At this rate the cluster was full on 2016-12-31.");
  }

  @Test
  void manyMachinesWithoutARateAreNotAllNamedInTheSentence() {
    // given
    List<String> machines = IntStream.range(10, 35).mapToObj(i -> "m" + i).toList();
    // then
    assertThat(Headings.few(machines)).startsWith("m10, m11").endsWith("m29 and 5 more");
    assertThat(Headings.few(machines.subList(0, 2))).isEqualTo("m10, m11");
  }
}
