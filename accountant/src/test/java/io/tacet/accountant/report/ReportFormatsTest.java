package io.tacet.accountant.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tacet.accountant.capacity.Forecast;
import io.tacet.accountant.chart.PngWriter;
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
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/**
 * A report on a small site against the files beside it, whose figures were computed by hand. To
 * write them anew: {@code -Dtacet.golden=write}; then look at the difference.
 */
class ReportFormatsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/report");
  private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
  private static final LocalDate EVER = LocalDate.EPOCH;
  private static final long HOUR = 3_600_000_000L;

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

  @ParameterizedTest
  @CsvSource({"TEXT, report.txt", "CSV, report.csv", "HTML, report.html", "JSON, report.json"})
  void isWrittenAsInTheFileBeside(Format format, String file) throws Exception {
    // when
    Object body = format.write(report());
    String text = body instanceof String string ? string : json().writeValueAsString(body) + "\n";
    // then
    Path golden = GOLDEN.resolve(file);
    if ("write".equals(System.getProperty("tacet.golden"))) {
      Files.writeString(golden, text);
    }
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  @Test
  void thePageNeedsNothingElseAndLetsNothingIn() {
    // when
    String html = HtmlReport.write(report());
    // then
    assertThat(html)
        .doesNotContain("<script", "<link", "<img", "<iframe", "@import", "url(", "src=", "href=")
        .doesNotContainPattern("\\bon[a-z]+=")
        .doesNotContainPattern("https?://")
        .doesNotContain("<b>Eve</b>")
        .contains("&lt;b&gt;Eve&lt;/b&gt; &amp; Co");
    Terms.ALL.forEach(term -> assertThat(html).contains(term.name()));
  }

  @Test
  void everyPictureIsWellFormedAndHasATitleAndATableBeside() throws Exception {
    // when
    String html = HtmlReport.write(report());
    // then
    Matcher pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    int count = 0;
    while (pictures.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(pictures.group())));
      assertThat(pictures.group()).contains("aria-label=\"").doesNotContain("NaN", "Infinity");
      count++;
    }
    assertThat(count).isEqualTo(6);
    assertThat(html.split("<table>", -1)).hasSize(1 + 2 * 4);
  }

  @Test
  void theChartsAreDrawnForMailToo() throws Exception {
    // given
    Report.Column column = report().periods().get(0);
    // when
    BufferedImage donut = picture("donut", PngWriter.png(Charts.donut(column)));
    BufferedImage bars = picture("bars", PngWriter.png(Charts.bars(column)));
    BufferedImage line = picture("line", PngWriter.png(Charts.line(column)));
    // then: Ada, who has most, is blue from twelve o'clock on; the hole is white
    assertThat(donut.getRGB(380, 220) & 0xffffff).isEqualTo(0x0072b2);
    assertThat(donut.getRGB(220, 220) & 0xffffff).isEqualTo(0xffffff);
    assertThat(bars.getRGB(320, 24) & 0xffffff).isEqualTo(0x0072b2);
    assertThat(bars.getRGB(312, 76) & 0xffffff).isEqualTo(0xe69f00);
    assertThat(line.getRGB(600, 24) & 0xffffff).isEqualTo(0xd55e00);
  }

  private static BufferedImage picture(String name, byte[] png) throws Exception {
    Files.createDirectories(Path.of("target", "charts"));
    Files.write(Path.of("target", "charts", name + ".png"), png);
    return ImageIO.read(new ByteArrayInputStream(png));
  }

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
  void aFormulaInANameIsNoFormulaInASpreadsheet() {
    // given
    List<Row> rows = List.of(row("2026-02-01", "=1+1", null, 1, HOUR, HOUR));
    // when
    String csv = CsvReport.write(report(request(By.PI), ledger(), rows, List.of()));
    // then
    assertThat(csv).contains(",'=1+1,'=1+1,").doesNotContain(",=1");
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

  /**
   * Ada and Bob have half of 20 processors each; Carl used and paid nothing, Dora paid and used
   * nothing, Eve is exempt, Finn did neither; some usage belongs to nobody.
   */
  private static Ledger ledger() {
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

  private static Report report() {
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

  private static Report report(
      ReportRequest request, Ledger ledger, List<Row> days, List<Row> details) {
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

  private static ReportRequest request(By by) {
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

  private static Row row(
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

  private static com.fasterxml.jackson.databind.ObjectWriter json() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    return mapper.writerWithDefaultPrettyPrinter();
  }
}
