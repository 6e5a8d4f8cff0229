package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb import against prepared answers: what it sends and shows. */
class ImportVerbsTest extends ConnectedTest {

  private static final String RUN =
      """
      {"id":7,"source":"slurm","cluster":"blades","file":"/x/accounting","zone":"UTC",
       "charset":"ISO-8859-1","projectFrom":"group","dryRun":false,"state":"%s","startedBy":"op",
       "createdAt":"2026-11-21T08:00:00Z","updatedAt":"2026-11-21T08:00:02Z",
       "endedAt":"2026-11-21T08:00:02Z","lines":130000,"imported":100000,"alreadyThere":29998,
       "quarantined":%d,"skipped":1,"reasons":{"comment":1,"from elsewhere":2},
       "reasonCodes":{"COMMENT":1,"OTHER_CLUSTER":2},"unratedHosts":["n1"],
       "hostsOutsideCluster":[],"severalNodes":12,"error":%s}
      """;

  @Test
  void aFileIsAnnouncedAndSentAsItIs() throws IOException {
    // given
    server.answersJson("/api/v1/imports", RUN.formatted("OPEN", 0, "null"));
    server.answersJson("/api/v1/imports/7/content", RUN.formatted("DONE", 0, "null"));
    Path file = Files.writeString(home.resolve("accounting"), "a:b\nc:d\n");
    // when
    int code = terminal.run("import", "sge", file.toString(), "--cluster", "blades");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).body())
        .contains("\"source\":\"sge\"", "\"cluster\":\"blades\"", file.toString())
        .contains("\"newCluster\":false", "\"dryRun\":false");
    assertThat(server.requests().get(1).body()).isEqualTo("a:b\nc:d\n");
    assertThat(terminal.out())
        .contains("read           130,000 lines in 2.00 s, 65,000 per second")
        .contains("imported       100,000", "already there  29,998")
        .contains("1 host charged at rate 1", "comment 1")
        .contains("If the file calls blades otherwise, say how: --source-cluster NAME")
        .contains("12 jobs on several nodes, booked whole on the first of them");
  }

  @Test
  void aNewlineIsAddedWhereNobodyWritesAnyMore() throws IOException {
    // given
    server.answersJson("/api/v1/imports", RUN.formatted("OPEN", 0, "null"));
    server.answersJson(
        "/api/v1/imports/7/content", RUN.replace("slurm", "sge").formatted("DONE", 0, "null"));
    Path old = Files.writeString(home.resolve("old"), "a\nb");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(3600)));
    Path fresh = Files.writeString(home.resolve("fresh"), "a\nb");
    // when
    terminal.run("import", "sge", old.toString(), fresh.toString(), "--cluster", "blades");
    // then
    assertThat(server.requests().get(1).body()).isEqualTo("a\nb\n");
    assertThat(server.requests().get(3).body()).isEqualTo("a\nb");
    assertThat(terminal.out()).contains("from elsewhere 2").doesNotContain("--source-cluster");
  }

  @Test
  void whatWentToQuarantineOrBrokeOffIsAFailure() throws IOException {
    // given
    server.answersJson("/api/v1/imports", RUN.formatted("OPEN", 0, "null"));
    server.answersJson("/api/v1/imports/7/content", RUN.formatted("INCOMPLETE", 2, "\"cut\""));
    Path file = Files.writeString(home.resolve("sacct"), "a\n");
    // when
    int code =
        terminal.run(
            "import", "slurm", file.toString(), "--cluster", "blades", "--zone", "Europe/Berlin");
    // then
    assertThat(code).isEqualTo(1);
    assertThat(server.requests().get(0).body()).contains("\"zone\":\"Europe/Berlin\"");
    assertThat(terminal.out())
        .contains("INCOMPLETE", "error: cut", "tacet import quarantine list --run 7");
  }

  @Test
  void aMissingFileStopsBeforeAnythingIsSent() throws IOException {
    // given
    Path file = Files.writeString(home.resolve("there"), "a\n");
    // when
    int code =
        terminal.run("import", "sge", file.toString(), home + "/not-there", "--cluster", "blades");
    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("not-there can't be read", "Nothing was imported");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void runsAreListed() {
    // given
    server.answersJson("/api/v1/imports", "[" + RUN.formatted("BROKEN_OFF", 0, "null") + "]");
    // when
    int code = terminal.run("import", "runs", "--limit", "5");
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).contains("BROKEN_OFF", "130,000", "/x/accounting");
    assertThat(server.requests().get(0).uri()).isEqualTo("/api/v1/imports?limit=5");
  }

  @Test
  void quarantineIsListedAndReplayed() {
    // given
    server.answersJson(
        "/api/v1/imports/quarantine",
        """
        {"items":[{"id":17,"run":7,"source":"sge","cluster":"blades","file":"/x/accounting",
          "line":3,"reason":"conflict","detail":"other content","text":"all.q:n1","cut":false,
          "quarantinedAt":"2026-11-21T08:00:00Z","settledAt":null}],"nextCursor":"17"}
        """);
    server.answersJson(
        "/api/v1/imports/quarantine/replay",
        "{\"looked\":1,\"imported\":0,\"alreadyThere\":0,\"left\":1,\"reasons\":{\"conflict\":1}}");
    // when
    int listed = terminal.run("import", "quarantine", "list", "--run", "7", "--limit", "1");
    int replayed = terminal.run("import", "quarantine", "replay", "17", "--reason", "conflict");
    // then
    assertThat(List.of(listed, replayed)).containsExactly(0, 1);
    assertThat(terminal.out()).contains("other content", "all.q:n1", "conflict 1");
    assertThat(terminal.err()).contains("--cursor 17");
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/imports/quarantine?run=7&limit=1");
    assertThat(server.requests().get(1).body())
        .isEqualTo("{\"ids\":[17],\"run\":null,\"reason\":\"conflict\"}");
  }

  @Test
  void quarantinedLinesAreLetGo() {
    // given
    server.answersJson("/api/v1/imports/quarantine/discard", "{\"discarded\":2}");
    // when
    int code =
        terminal.run("import", "quarantine", "discard", "17", "18", "--because", "clock was wrong");
    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).body())
        .isEqualTo(
            "{\"ids\":[17,18],\"run\":null,\"reason\":null,\"because\":\"clock was wrong\"}");
    assertThat(terminal.out()).contains("DISCARDED", "2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import",
        "import sge",
        "import slurm",
        "import runs",
        "import quarantine",
        "import quarantine list",
        "import quarantine replay",
        "import quarantine discard"
      })
  void everyVerbExplainsItself(String verb) {
    // when
    int code = terminal.run((verb + " --help").split(" ", -1));
    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).contains("Examples", "tacet import");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import",
        "import sge f",
        "import sge --cluster c",
        "import quarantine discard 17",
        "import quarantine discard --because all",
        "import runs x",
        "import pbs f"
      })
  void whatIsNotUnderstoodIsSaidAndNothingIsAsked(String words) {
    // when
    int code = terminal.run(words.split(" ", -1));
    // then
    assertThat(code).isEqualTo(2);
    assertThat(server.requests()).isEmpty();
  }
}
