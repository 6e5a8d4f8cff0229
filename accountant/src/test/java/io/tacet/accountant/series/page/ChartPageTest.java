package io.tacet.accountant.series.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.SeriesView;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page holds what was sampled, needs nothing else, and no name in it does harm. */
class ChartPageTest {

  private static final Instant FROM = Instant.parse("2026-10-25T00:30:00.123456Z");
  private static final long WIDTH = 1_000_000;
  private static final String EVIL = "</script><script>alert(1)</script><!--&\"'\u2028";
  private static final Pattern SCRIPT =
      Pattern.compile("<script(?<type>[^>]*)>(?<body>.*?)</script>", Pattern.DOTALL);

  @Test
  void thePageAsksForNothingAndRunsNoScriptButItsOwn() throws Exception {
    // when
    String html = ChartPage.write(sheet(List.of(line("RUNTIME", "cpu", null, 0, 1))));
    // then: an address in the library's licence and notice is read by people alone
    String own = html.replace(Library.get().echarts(), "").replace(Library.get().notice(), "");
    assertThat(own)
        .hasSizeLessThan(html.length() - 900_000)
        .doesNotContainPattern("https?://")
        .doesNotContainPattern("(?i)\\bsrc\\s*=|\\bhref\\s*=|@import|url\\(|//cdn");
    Matcher policy =
        Pattern.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")
            .matcher(html);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .doesNotContain("unsafe-eval", "http", "*")
        .contains("base-uri 'none'", "form-action 'none'");
    assertThat(policy.group(1).split("script-src|style-src", -1)[1]).doesNotContain("unsafe");
    List<String> running =
        scripts(html).stream().filter(one -> one[0].isEmpty()).map(one -> one[1]).toList();
    assertThat(running).hasSize(2);
    for (String script : running) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      assertThat(policy.group(1))
          .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(policy.start()).isLessThan(html.indexOf("<style>"));
  }

  @Test
  void theLibraryIsWholeAndNamesItsLicence() {
    // when
    String html = ChartPage.write(sheet(List.of(line("RUNTIME", "cpu", null, 0))));
    // then
    assertThat(Library.get().echarts())
        .startsWith("/*\n* Licensed to the Apache Software Foundation (ASF)")
        .doesNotContainPattern("(?i)</script|<script|<!--");
    assertThat(Library.get().script()).doesNotContainPattern("(?i)</script|<script|<!--");
    assertThat(html)
        .contains(Library.get().echarts())
        .contains("Apache License,", "version 2.0", "Copyright 2017-");
  }

  @Test
  void noNameEndsTheElementItStandsIn() throws Exception {
    // given
    Sheet evil =
        new Sheet(
            EVIL,
            1,
            null,
            EVIL,
            EVIL,
            new SeriesView(FROM, WIDTH, List.of(line(EVIL, EVIL, EVIL, 0, 1))),
            List.of(new Sheet.Phase(EVIL, 1, FROM, FROM.plusSeconds(2))),
            List.of(statistics(EVIL, 1, EVIL)),
            ZoneId.of("UTC"),
            FROM);
    // when
    String html = ChartPage.write(evil);
    // then
    assertThat(html).doesNotContain("<script>alert", "alert(1)</script>");
    assertThat(scripts(html)).hasSize(3);
    JsonNode data = data(html);
    assertThat(data.at("/charts/0/metric").asText()).isEqualTo(EVIL);
    assertThat(data.at("/charts/0/lines/0/name").asText()).isEqualTo(EVIL);
    assertThat(data.at("/phases/0/name").asText()).isEqualTo(EVIL);
    assertThat(html).contains("<h1>Series of job &lt;/script&gt;&lt;script&gt;alert(1)");
  }

  @Test
  void aSensorIsOneLineThroughAllPhasesWithAGapBetweenThem() throws Exception {
    // given
    List<SeriesView.Line> lines =
        List.of(
            line("RUNTIME", "temperature", "Core 0", 5, 6),
            line("BOOT", "temperature", "Core 0", 0, 1, 2),
            line("BOOT", "temperature", "Core 1", 0, 1, 2),
            line("BOOT", "cpu", null, 0));
    // when
    JsonNode data = data(ChartPage.write(sheet(lines)));
    // then
    assertThat(data.get("charts")).hasSize(2);
    assertThat(data.at("/charts/0/metric").asText()).isEqualTo("cpu");
    JsonNode temperature = data.at("/charts/1");
    assertThat(temperature.get("lines")).hasSize(2);
    assertThat(temperature.at("/lines/0/at").toString()).isEqualTo("[0,1,2,-1,5,6]");
    assertThat(temperature.at("/lines/0/min").toString()).isEqualTo("[1,2,3,0,6,7]");
    assertThat(temperature.at("/lines/0/mean").toString()).isEqualTo("[1.5,2.5,3.5,0,6.5,7.5]");
    assertThat(temperature.at("/lines/0/max").toString()).isEqualTo("[3,4,5,0,8,9]");
    assertThat(temperature.at("/lines/0/count").toString()).isEqualTo("[4,4,4,0,4,4]");
    assertThat(data.get("lengthMicros").asLong()).isEqualTo(7 * WIDTH);
    assertThat(data.at("/phases/0/until").asLong()).isEqualTo(2_000_000);
  }

  @Test
  void bucketsOfOneSampleSayItOnce() throws Exception {
    // given
    SeriesView.Line line =
        new SeriesView.Line(
            "m1",
            "J1",
            1,
            "BOOT",
            1,
            "cpu",
            null,
            "%",
            List.of(0L, WIDTH),
            List.of(0.25, Double.NaN),
            List.of(0.25, Double.NaN),
            List.of(0.25, Double.NaN),
            List.of(1L, 1L));
    // when
    JsonNode data = data(ChartPage.write(sheet(List.of(line))));
    // then: what is no number is a gap
    assertThat(data.at("/charts/0/lines/0/mean").toString()).isEqualTo("[0.25,null]");
    assertThat(data.at("/charts/0/lines/0/min").isNull()).isTrue();
    assertThat(data.at("/charts/0/lines/0/count").isNull()).isTrue();
  }

  @Test
  void timesAreInTheZoneAlsoWhereItChanges() throws Exception {
    // given: an hour and a half, in which summer time ends in Berlin
    Sheet sheet = sheet(List.of(line("RUNTIME", "cpu", null, 0, 5400)));
    // when
    String html = ChartPage.write(sheet);
    // then
    assertThat(html)
        .contains("2026-10-25 02:30:00.123 to 2026-10-25 03:00:01.123 Europe/Berlin, 1 h 30 min");
    JsonNode offsets = data(html).get("offsets");
    assertThat(offsets).hasSize(2);
    assertThat(offsets.at("/0/1").asInt()).isEqualTo(7200);
    assertThat(offsets.at("/1/0").asLong())
        .isEqualTo(Instant.parse("2026-10-25T01:00:00Z").toEpochMilli());
    assertThat(offsets.at("/1/1").asInt()).isEqualTo(3600);
  }

  @Test
  void statisticsAreTablesThatNeedNoScript() {
    // when
    String html = ChartPage.write(sheet(List.of(line("RUNTIME", "cpu", null, 0))));
    // then
    assertThat(html)
        .contains(
            "<noscript>",
            "need JavaScript",
            "<caption>Statistics of RUNTIME, repeat 2</caption>",
            "<th scope=\"col\">Deviation</th>",
            "<th scope=\"row\" class=\"left\">energy</th><td class=\"left\">Package_0</td>"
                + "<td>1,200</td><td>2.5</td><td>0.5</td><td>1</td><td>3</td><td>J</td>"
                + "<td>3 kJ</td><td>12.5 W</td>")
        .contains("as its machine reported them");
  }

  @Test
  void withoutReportedStatisticsTheyAreThoseOfTheSamples() {
    // given
    SeriesView view = new SeriesView(FROM, WIDTH, List.of(line(null, "cpu", null, 0, 1)));
    Sheet idle =
        new Sheet(null, null, "m1", null, null, view, List.of(), List.of(), ZoneId.of("UTC"), FROM);
    // when
    String html = ChartPage.write(idle);
    // then
    assertThat(html)
        .contains(
            "<h1>Series of machine m1 while idle</h1>",
            "has reported none of whole phases",
            "<summary>While idle</summary>",
            "<td>8</td><td>2</td><td>1</td><td>4</td><td>%</td>")
        .doesNotContain("<dt>Job</dt>", "<dt>Project</dt>");
  }

  @Test
  void whereSamplesAreNoLongerKeptThePageSaysSoAndShowsTheStatistics() {
    // when
    String html = ChartPage.write(sheet(List.of()));
    // then
    assertThat(html)
        .contains("No samples are kept of this", "Statistics of RUNTIME, repeat 2")
        .doesNotContain("<script", "id=\"charts\"")
        .hasSizeLessThan(20_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0.01 %, 9000, 2550, %, 25.5",
    "0.01 °C, 9000, 4512.34, °C, 45.12",
    "µJ, 9000000, 2500000, J, 2.5",
    "µJ, 900, 2.5, µJ, 2.5",
    "bytes, 1048576, 1572864, MiB, 1.5",
    "bytes, 3e15, 2199023255552, TiB, 2",
    "µs, 90, -7, µs, -7",
    "mW, -12000, -12000, W, -12",
    "RPM, 12000, 12345.678, RPM, '12,346'",
    "%, 1, 0.00001234, %, 0.00001234",
    "%, 1, 1e-12, %, 1.000e-12",
    "%, 1, 0, %, 0"
  })
  void amountsReadWell(String unit, double greatest, double value, String shown, String text) {
    // when
    Scale scale = Scale.of(unit, greatest);
    // then
    assertThat(scale.unit()).isEqualTo(shown);
    assertThat(scale.show(value)).isEqualTo(text);
  }

  private static Sheet sheet(List<SeriesView.Line> lines) {
    return new Sheet(
        "J1",
        1,
        null,
        "p1",
        "ada",
        new SeriesView(FROM, WIDTH, lines),
        List.of(new Sheet.Phase("RUNTIME", 1, FROM, FROM.plusSeconds(2))),
        List.of(statistics("RUNTIME", 2, "Package_0")),
        ZoneId.of("Europe/Berlin"),
        FROM.plusSeconds(60));
  }

  /** Buckets at these seconds with a least sample of second + 1. */
  private static SeriesView.Line line(
      @Nullable String phase, String metric, @Nullable String detail, long... seconds) {
    SeriesView.Line line =
        new SeriesView.Line(
            "m1",
            phase == null ? null : "J1",
            phase == null ? null : 1,
            phase,
            1,
            metric,
            detail,
            "%",
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (long second : seconds) {
      line.offsetsMicros().add(second * WIDTH);
      line.min().add(second + 1.0);
      line.mean().add(second + 1.5);
      line.max().add(second + 3.0);
      line.count().add(4L);
    }
    return line;
  }

  private static PhaseStatistics statistics(String phase, int repeat, String detail) {
    return new PhaseStatistics(
        1,
        phase,
        repeat,
        "energy",
        detail,
        "µJ",
        1200,
        3e9,
        1e6,
        3e6,
        2.5e6,
        5e5,
        3_000_000_000L,
        12_500.0);
  }

  private static JsonNode data(String html) throws Exception {
    String json =
        scripts(html).stream()
            .filter(one -> one[0].contains("application/json"))
            .findFirst()
            .orElseThrow()[1];
    return new ObjectMapper().readTree(json);
  }

  /** Attributes and content of each element of script, as a browser finds its end. */
  private static List<String[]> scripts(String html) {
    List<String[]> found = new ArrayList<>();
    Matcher script = SCRIPT.matcher(html);
    while (script.find()) {
      found.add(new String[] {script.group("type"), script.group("body")});
    }
    return found;
  }
}
