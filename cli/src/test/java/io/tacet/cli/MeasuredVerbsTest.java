package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs about shares, series, classes and monthly reports against prepared answers. */
class MeasuredVerbsTest extends ConnectedTest {

  private static final String LOAD =
      """
      {"seconds":40,"cpuShare":0.3,"memoryShare":null,"memoryStall":null,
       "diskBytesPerSecond":1048576,"diskStall":0.5,"networkBytesPerSecond":null}
      """;

  @Test
  void aSeriesIsShownBucketByBucket() {
    // given
    server.answersJson(
        "/api/v1/series",
        """
        {"from":"2026-11-21T09:30:00Z","bucketMicros":1500000,"series":[{"machine":"m1","job":"J1",
         "attempt":1,"phase":"RUNTIME","repeat":1,"metric":"cpu","detail":null,"unit":"%",
         "offsetsMicros":[0,1500000],"min":[1.0,2.0],"mean":[1.5,2.5],"max":[3.0,4.0],
         "count":[5,1200]}]}
        """);
    // when
    int code = terminal.run("series", "J1", "--metric", "cpu", "-o", "csv");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/series?job=J1&metric=cpu&points=40");
    assertThat(terminal.out().split("\r\n", -1))
        .containsExactly(
            "time,phase,repeat,metric,detail,unit,min,mean,max,count",
            "2026-11-21T09:30:00Z,RUNTIME,1,cpu,,%,1.0,1.5,3.0,5",
            "2026-11-21T09:30:01.500Z,RUNTIME,1,cpu,,%,2.0,2.5,4.0,1200",
            "");
  }

  @Test
  void aSeriesIsShownInUnitsThatReadWell() {
    // given
    server.answersJson(
        "/api/v1/series",
        """
        {"from":"2026-11-21T09:30:00Z","bucketMicros":100000,"series":[{"machine":"m1","job":"J1",
          "attempt":1,"phase":"RUNTIME","repeat":1,"metric":"cpu","detail":"","unit":"0.01 %",
          "offsetsMicros":[0,100000],"count":[1,1],"min":[250,300],"mean":[250,300],
          "max":[1000,300]}]}
        """);
    // when
    int code = terminal.run("series", "J1");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("2026-11-21 09:30:00.000 UTC", "2026-11-21 09:30:00.100 UTC", "2.5 %", "10.0 %");
  }

  @Test
  void aPageOfSeriesIsWrittenToAFile() throws Exception {
    // given
    server.answers("/api/v1/series/page", 200, "text/html", "<!DOCTYPE html>é");
    Path file = home.resolve("series.html");
    // when
    int code =
        terminal.run(
            "series",
            "J1",
            "--phase",
            "BOOT",
            "--html",
            file.toString(),
            "--zone",
            "Europe/Berlin");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/series/page?job=J1&phase=BOOT&zone=Europe%2FBerlin");
    assertThat(Files.readString(file)).isEqualTo("<!DOCTYPE html>é");
    assertThat(terminal.out()).isEqualTo("The page is in " + file + ".\n");
    assertThat(terminal.run("series", "J1", "--html", home.toString())).isEqualTo(1);
    assertThat(terminal.err()).contains("the page can't be written to " + home);
  }

  @Test
  void aPageThatIsRefusedLeavesTheFileAlone() throws Exception {
    // given
    server.answers(
        "/api/v1/series/page",
        404,
        "application/problem+json",
        """
        {"status":404,"title":"Not Found","detail":"Nothing is known of job 'J1'"}
        """);
    Path file = Files.writeString(home.resolve("series.html"), "before");
    // when
    int code = terminal.run("series", "J1", "--html", file.toString());
    // then
    assertThat(code).isNotZero();
    assertThat(terminal.err()).contains("Nothing is known of job 'J1'");
    assertThat(file).hasContent("before");
  }

  @Test
  void classesAreShownByProjectAndByPhase() {
    // given
    server.answersJson(
        "/api/v1/usage/classes",
        """
        [{"project":"p1","phases":2,"workClass":"DISK","load":%s,
          "percentByClass":{"CPU":25.0,"DISK":75.0}}]
        """
            .formatted(LOAD));
    server.answersJson(
        "/api/v1/jobs/J1/classes",
        """
        {"job":"J1","attempt":1,"workClass":"DISK","load":%1$s,
         "phases":[{"phase":"COPY","repeat":1,"workClass":"IDLE","load":%1$s}]}
        """
            .formatted(LOAD));
    // when
    assertThat(terminal.run("usage", "classes", "--from", "2026-11-01")).isZero();
    assertThat(terminal.run("usage", "classes", "--job", "J1")).isZero();
    // then
    assertThat(terminal.out())
        .contains("p1", "disk", "30.0 %", "1.0 MiB/s", "50.0 %", "cpu 25.0 %, disk 75.0 %")
        .contains("COPY", "idle", "(all)");
  }

  @Test
  void sharesAreListedAndWrittenForSlurm() throws Exception {
    // given
    server.answersJson(
        "/api/v1/shares",
        "[{\"project\":\"engine\",\"weight\":12.4,\"announcedAt\":\"2026-11-21T09:30:00Z\"}]");
    server.answers("/api/v1/shares/slurm", 200, "text/plain", "# file\n");
    Path file = home.resolve("shares.cfg");
    // when
    assertThat(terminal.run("shares")).isZero();
    int code =
        terminal.run(
            "shares",
            "slurm",
            "tux",
            "--of",
            "c",
            "--by",
            "pi",
            "--day",
            "2026-01-01",
            "--to-file",
            file.toString());
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(1).uri())
        .isEqualTo("/api/v1/shares/slurm?cluster=tux&of=c&by=pi&day=2026-01-01");
    assertThat(terminal.out()).contains("engine", "12.4");
    assertThat(file).hasContent("# file");
    assertThat(Files.size(file)).isEqualTo(7);
  }

  @Test
  void monthsAreListed() {
    // given
    server.answersJson(
        "/api/v1/report/months",
        "[{\"month\":\"2026-10\",\"madeAt\":\"2026-11-01T06:00:00Z\",\"zone\":\"UTC\",\"notices\":3}]");
    // when
    int code = terminal.run("report", "months", "-o", "csv");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("2026-10,UTC,2026-11-01T06:00:00Z,3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"series", "shares", "shares slurm", "usage classes", "report months", "report"})
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
        "series",
        "series J1 --machine m1",
        "series J1 --from yesterday",
        "series J1 --html x.html -o json",
        "series J1 --html x.html -o csv",
        "series J1 --zone UTC",
        "series --html x.html",
        "shares slurm",
        "shares slurm tux --by user"
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
