package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The verbs about the ledger, usage and reports against prepared answers: what they ask and show.
 */
class LedgerVerbsTest extends ConnectedTest {

  private static final String CONTRIBUTION =
      """
      {"id":"blades","from":"2026-01-01","cluster":null,"processors":12,"rate":1.9,
       "shares":{"ada":0.75,"bob":0.25},"points":2280}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rate set m1 1.90 --from 2026-01-01 | /api/v1/machines/m1/charge-rates/2026-01-01 | {"rate":1.90} | {"machine":"m1","from":"2026-01-01","rate":1.9}
          cluster set gpu m3 m4 --from 2026-01-01 | /api/v1/clusters/gpu/2026-01-01 | {"machines":["m3","m4"]} | {"id":"gpu","from":"2026-01-01","machines":["m3","m4"]}
          cluster set gpu --from 2026-01-01 | /api/v1/clusters/gpu/2026-01-01 | {"machines":[]} | {"id":"gpu","from":"2026-01-01","machines":[]}
          cluster hardware m3 64 --disabled --from 2026-01-01 | /api/v1/machines/m3/hardware/2026-01-01 | {"processors":64,"enabled":false} | {"machine":"m3","from":"2026-01-01","processors":64,"enabled":false}
          contribution set blades --processors 12 --rate 1.9 --share ada=0.75 --share bob=0.25 --from 2026-01-01 | /api/v1/contributions/blades/2026-01-01 | {"cluster":null,"processors":12,"rate":1.9,"shares":{"ada":0.75,"bob":0.25}} | {"id":"blades","from":"2026-01-01","cluster":null,"processors":12,"rate":1.9,"shares":{"ada":0.75,"bob":0.25},"points":2280}
          pi set ada --mail a@example.org --exempt true | /api/v1/pis/ada | {"alias":null,"mail":"a@example.org","exempt":true,"from":null} | {"id":"ada","from":"1970-01-01","alias":"ada","mail":"a@example.org","exempt":true}
          pi assign ada --project engine --from 2026-01-01 | /api/v1/assignments/projects/engine/2026-01-01 | {"pi":"ada"} | {"kind":"project","id":"engine","from":"2026-01-01","pi":"ada"}
          pi assign nobody --user bob --from 2026-01-01 | /api/v1/assignments/users/bob/2026-01-01 | {"pi":null} | {"kind":"user","id":"bob","from":"2026-01-01","pi":null}
          """)
  void settingSendsWhatWasSaidAndShowsWhatHolds(
      String words, String path, String body, String answer) throws IOException {
    // given
    server.answersJson(path.strip(), answer);
    // when
    int code = terminal.run((words.strip() + " -o json").split(" ", -1));
    // then
    assertThat(code).as(terminal.err()).isZero();
    FakeService.Request sent = server.requests().get(0);
    assertThat(sent.method()).isEqualTo("PUT");
    assertThat(sent.uri()).isEqualTo(path.strip());
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(sent.body())).isEqualTo(json.readTree(body));
    assertThat(json.readTree(terminal.out())).isEqualTo(json.readTree(answer));
  }

  @ParameterizedTest
  @CsvSource({
    "rate withdraw m1 2026-01-01, /api/v1/machines/m1/charge-rates/2026-01-01",
    "cluster withdraw gpu 2026-01-01, /api/v1/clusters/gpu/2026-01-01",
    "contribution withdraw blades 2026-01-01, /api/v1/contributions/blades/2026-01-01",
    "pi withdraw ada 2026-01-01, /api/v1/pis/ada/2026-01-01",
    "pi withdraw --project engine 2026-01-01, /api/v1/assignments/projects/engine/2026-01-01",
    "pi withdraw --user bob 2026-01-01, /api/v1/assignments/users/bob/2026-01-01",
    "cluster withdraw --hardware m3 2026-01-01, /api/v1/machines/m3/hardware/2026-01-01",
  })
  void withdrawingDeletes(String words, String path) {
    // given
    server.answers(path, 204, "text/plain", "");
    // when
    int code = terminal.run(words.split(" ", -1));
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).method()).isEqualTo("DELETE");
    assertThat(terminal.out()).contains("is withdrawn");
  }

  @Test
  void contributionsAreListedWithTheirShares() {
    // given
    server.answersJson("/api/v1/contributions", "[" + CONTRIBUTION + "]");
    // when
    int code = terminal.run("contribution", "--as-known-on", "2026-03-01");
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).contains("blades", "1.9", "2280", "ada=0.75 bob=0.25");
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/contributions?asKnownOn=2026-03-01");
  }

  @Test
  void verifyFailsWhenASumDiffers() {
    // given
    server.answersJson(
        "/api/v1/usage/rollup",
        """
        {"rows":7,"wrong":1,"differences":[{"day":"2026-01-01","machine":"m1","project":"p",
          "user":"u","kept":"1 0 99 0 0","counted":"1 0 100 0 0"}]}
        """);
    // when
    int code = terminal.run("usage", "verify");
    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.out()).contains("1 of 7 daily sums differ", "1 0 99 0 0", "1 0 100 0 0");
  }

  @Test
  void verifySaysThatAllAgree() {
    // given
    server.answersJson("/api/v1/usage/rollup", "{\"rows\":7,\"wrong\":0,\"differences\":[]}");
    // when
    int code = terminal.run("usage", "verify");
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).isEqualTo("All 7 daily sums agree with the records.\n");
  }

  @Test
  void changesShowWhoDidWhat() {
    // given
    server.answersJson(
        "/api/v1/ledger/changes",
        """
        [{"changedAt":"2026-11-21T08:00:00Z","changedBy":"op","what":"rate","subject":"m1",
          "from":"2026-01-01","oldValue":{"rate":1.5},"newValue":null}]
        """);
    // when
    int code = terminal.run("usage", "changes", "--what", "rate", "--limit", "5");
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).contains("2026-11-21 08:00:00 UTC", "op", "{\"rate\":1.5}");
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/ledger/changes?what=rate&limit=5");
  }

  @Test
  void eachAttemptIsShownWithItsMachineAndWhyItCostsNothing() {
    // given
    server.answersJson(
        "/api/v1/usage",
        """
        {"items":[{"jobId":"22947.3","attempt":1,"machine":"testhost","project":"p","user":"ada",
          "outcome":"FAILED","endedAt":"2011-07-19T17:10:14Z","cpuMicros":null,
          "cpuSource":"UNKNOWN","chargeRate":1.90,"serviceUnits":null,
          "notCharged":"It never ran","source":"sge","cluster":"blades"}],"nextCursor":"c2"}
        """);
    // when
    int code =
        terminal.run("usage", "--each", "--user", "ada", "--from", "2011-07-01", "--limit", "1");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/usage?from=2011-07-01&user=ada&limit=1");
    assertThat(terminal.out())
        .contains("2011-07-19 17:10:14 UTC", "22947.3", "testhost", "1.9", "It never ran");
    assertThat(terminal.err()).contains("--cursor c2");
  }

  @ParameterizedTest
  @CsvSource({
    "cluster hardware m1 many, many' is no whole number",
    "cluster hardware m1 99999999999, 99999999999' has too many digits",
    "import runs x, x' is no whole number",
    "contribution set x --processors 3 --share ada, tacet: Value for option '--share' (PI=SHARE)",
    "pi assign ada, tacet: Missing required argument",
    "'pi withdraw --project --user x 2026-01-01', 'tacet: --project, --user are mutually exclusive'",
    "usage --cursor c2, with --each or --job",
    "usage --limit 5, with --each or --job",
    "usage --each --by user, --by is for totals",
  })
  void whatIsNotUnderstoodIsSaidAsPeopleSayIt(String words, String said) {
    // when
    int code = terminal.run(words.split(" ", -1));
    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains(said);
  }

  @Test
  void totalsAreNarrowedAndWithoutDaysTheMonthIsNamed() {
    // given
    server.answersJson("/api/v1/usage/totals", "[]");
    // when
    terminal.run("usage", "--by", "user", "--project", "p", "--project", "q r");
    // then
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/usage/totals?project=p&project=q%20r&by=user");
    assertThat(terminal.out() + terminal.err()).contains("this month", "--from DAY");
  }

  @Test
  void aReportIsAskedForAndShownAsItComes() {
    // given
    server.answers("/api/v1/report", 200, "text/plain", "Usage of all machines\nétoile\n");
    // when
    int code =
        terminal.run(
            "report",
            "--from",
            "2026-10-01",
            "--to",
            "2026-10-31",
            "--zone",
            "Europe/Berlin",
            "--by",
            "user",
            "--user",
            "ada",
            "--user",
            "bob",
            "--split",
            "--legacy");
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).isEqualTo("Usage of all machines\nétoile\n");
    assertThat(server.requests().get(0).uri())
        .isEqualTo(
            "/api/v1/report?format=text&from=2026-10-01&to=2026-10-31&zone=Europe%2FBerlin&by=user"
                + "&user=ada&user=bob&credit=split&legacy=true");
  }

  @Test
  void aReportIsWrittenToAFile() throws IOException {
    // given
    server.answers("/api/v1/report", 200, "text/html", "<!DOCTYPE html>");
    Path file = home.resolve("report.html");
    // when
    int code = terminal.run("report", "--format", "html", "--to-file", file.toString());
    // then
    assertThat(code).isZero();
    assertThat(Files.readString(file)).isEqualTo("<!DOCTYPE html>");
    assertThat(terminal.run("report", "--to-file", home.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("can't be written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pi",
        "pi set",
        "pi assign",
        "pi assignments",
        "pi withdraw",
        "rate",
        "rate set",
        "cluster",
        "cluster set",
        "cluster hardware",
        "cluster withdraw",
        "contribution",
        "contribution set",
        "usage",
        "usage verify",
        "usage rebuild",
        "usage changes",
        "report"
      })
  void everyVerbExplainsItself(String verb) {
    // when
    int code = terminal.run((verb + " --help").split(" ", -1));
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).contains("Example", "tacet " + verb.split(" ", -1)[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate set m1",
        "rate set m1 fast",
        "rate set m1 1 --from soon",
        "contribution set x",
        "contribution set x --processors 1 --share ada",
        "pi assign ada",
        "pi assign ada --project a --user b",
        "report --format pdf",
        "rate withdraw m1"
      })
  void whatIsNotUnderstoodIsSaidAndNothingIsAsked(String words) {
    // when
    int code = terminal.run(words.split(" ", -1));
    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).isNotBlank();
    assertThat(server.requests()).isEmpty();
  }
}
