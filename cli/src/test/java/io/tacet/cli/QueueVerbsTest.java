package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the verbs that steer the queue send, and how they show what comes back. */
final class QueueVerbsTest extends ConnectedTest {

  private static final String JOB =
      """
      {"id":"0j1","name":"compress","project":"demo","submitter":"me","machine":%s,
       "state":"%s","attempt":0,"attemptsCounted":0,"maxAttempts":3,"command":["gzip"],
       "variables":{},"timeLimitSeconds":3600,"interruptible":false,
       "submittedAt":"2026-11-21T01:00:00Z","queueing":%s}
      """;
  private static final String PLAIN =
      """
      {"priority":0,"labels":{},"held":false,"waitsFor":0}""";
  private static final String GROUP =
      """
      {"id":"0g1","name":"sort","project":"demo","submitter":"me","state":"RUNNING","most":30,
       "message":"The mean of 2 runs is known to ±24.91 %; runs added: 2.",
       "until":{"metric":"psu_energy_ac_mcp_machine","relativeHalfWidth":0.02},
       "submittedAt":"2026-11-21T01:00:00Z",
       "jobs":[{"id":"0j1","state":"FINISHED","verdict":"CLEAN","value":100},
               {"id":"0j2","state":"FINISHED","verdict":"CLEAN","value":104},
               {"id":"0j3","state":"QUEUED"}],
       "precision":{"count":2,"unit":"µJ","mean":102,"deviation":2.828427,"halfWidth":25.41,
                    "relativeHalfWidth":0.249141,"enough":false}}
      """;

  @Test
  void submitSendsWhatDecidesWhenItsTurnComes() throws IOException {
    // given
    server.answersJson(
        "/api/v1/jobs",
        JOB.formatted("null", "QUEUED", "{\"labels\":{\"gpu\":\"nvidia\"},\"priority\":-3}"));

    // when
    Instant before = Instant.now();
    int code =
        terminal.run(
            "submit",
            "--label",
            "gpu=nvidia",
            "--priority",
            "-3",
            "--hold",
            "--after",
            "a,b",
            "--after-any",
            "--deadline",
            "2h",
            "--key",
            "k1",
            "--",
            "train");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).isEqualTo("Job 0j1 is QUEUED for machine gpu=nvidia.\n");
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(server.requests().get(0).key()).isEqualTo("k1");
    assertThat(sent.path("machine").isNull()).isTrue();
    assertThat(sent.at("/labels/gpu").asText()).isEqualTo("nvidia");
    assertThat(sent.path("priority").asInt()).isEqualTo(-3);
    assertThat(sent.path("hold").asBoolean()).isTrue();
    assertThat(sent.path("after")).hasSize(2);
    assertThat(sent.path("afterAny").asBoolean()).isTrue();
    assertThat(Instant.parse(sent.path("latestStart").asText()))
        .isBetween(before.plus(Duration.ofHours(2)), Instant.now().plus(Duration.ofHours(2)));
  }

  @Test
  void aDeadlineThatIsNoTimeIsAUsageError() {
    // when
    int code = terminal.run("submit", "--machine", "m1", "--deadline", "soon", "--", "true");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains("--deadline: 'soon' is no time");
  }

  @Test
  void aBatchIsSentWholeAndItsIdsAreAnswered() throws IOException {
    // given
    Path file =
        Files.writeString(
            home.resolve("jobs.jsonl"),
            """
            {"machine": "m1", "command": ["sort", "a"]}

            {"machine": "m1", "command": ["sort", "b"], "priority": -1}
            """);
    server.answersJson("/api/v1/jobs/batch", "{\"ids\":[\"0j1\",\"0j2\"]}");

    // when
    int code = terminal.run("submit", "--batch", file.toString(), "--key", "sweep");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).isEqualTo("0j1\n0j2\n");
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(sent.path("jobs")).hasSize(2);
    assertThat(sent.at("/jobs/1/priority").asInt()).isEqualTo(-1);
    assertThat(server.requests().get(0).key()).isEqualTo("sweep");
  }

  @Test
  void aBatchWithABadLineNamesIt() throws IOException {
    // given
    Path file =
        Files.writeString(
            home.resolve("jobs.jsonl"), "{\"machine\": \"m1\"}\n{\"machin\": \"m1\"}\n");

    // when
    int code = terminal.run("submit", "--batch", file.toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("jobs.jsonl, line 2: ").contains("machin");
    assertThat(terminal.run("submit", "--batch", file.toString(), "--repeat", "3")).isEqualTo(2);
  }

  @Test
  void repeatAndUntilMakeAGroup() throws IOException {
    // given
    server.answersJson("/api/v1/groups", GROUP);

    // when
    int code =
        terminal.run(
            "submit",
            "--machine",
            "m1",
            "--until",
            "psu_energy_ac_mcp_machine",
            "--within",
            "1.5",
            "--repeat",
            "3",
            "--at-most",
            "20",
            "--",
            "sort");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).isEqualTo("Group 0g1 is queued with 3 runs.\n");
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(sent.path("repeat").isNull()).isTrue();
    assertThat(sent.at("/until/relativeHalfWidth").asDouble()).isEqualTo(0.015);
    assertThat(sent.at("/until/least").asInt()).isEqualTo(3);
    assertThat(sent.at("/until/most").asInt()).isEqualTo(20);
    assertThat(sent.at("/job/command/0").asText()).isEqualTo("sort");
  }

  @Test
  void aGroupShowsItsRunsAndWhatIsKnown() {
    // given
    server.answersJson("/api/v1/groups/0g1", GROUP);

    // when
    int code = terminal.run("group", "0g1");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("runs       2 of 3 over")
        .contains("psu_energy_ac_mcp_machine is known to ±2.00 %, at most 30 runs")
        .contains("known      102.000 ± 25.4 µJ (±24.91 %) from 2 values")
        .contains("runs added: 2");
  }

  @Test
  void holdAndReleaseSayWhatHasBecomeOfTheJob() {
    // given
    server.answersJson(
        "/api/v1/jobs/0j1/hold",
        JOB.formatted("\"m1\"", "DISPATCHED", "{\"held\":true,\"heldBy\":\"me\",\"labels\":{}}"));
    server.answersJson("/api/v1/jobs/0j1/release", JOB.formatted("\"m1\"", "QUEUED", PLAIN));

    // when
    int held = terminal.run("hold", "0j1", "--reason", "not yet");
    int released = terminal.run("release", "0j1");

    // then
    assertThat(held + released).isZero();
    assertThat(terminal.out())
        .contains("Job 0j1 is DISPATCHED; it comes back unless its machine has begun.")
        .contains("Job 0j1 is QUEUED.");
    assertThat(server.requests().get(0).body()).isEqualTo("{\"reason\":\"not yet\"}");
  }

  @Test
  void theListSaysWhyAJobIsPassedOver() {
    // given
    server.answersJson(
        "/api/v1/jobs",
        "{\"items\":["
            + JOB.formatted("\"m1\"", "QUEUED", "{\"held\":true,\"labels\":{}}")
            + ","
            + JOB.formatted("\"m1\"", "QUEUED", "{\"waitsFor\":2,\"labels\":{}}")
            + ","
            + JOB.formatted("\"m1\"", "FINISHED", "{\"held\":true,\"labels\":{}}")
            + "]}");

    // when
    terminal.run("jobs");
    String table = terminal.out();
    terminal.run("jobs", "-o", "csv");

    // then
    assertThat(table).contains("QUEUED (held)").contains("QUEUED (after 2)").contains("FINISHED ");
    assertThat(terminal.out().substring(table.length())).doesNotContain("(held)");
  }

  @Test
  void aWaitingJobShowsWhatItWaitsForAndWhenItMayBegin() {
    // given
    server.answersJson(
        "/api/v1/jobs/0j1",
        JOB.formatted(
            "\"m1\"",
            "QUEUED",
            """
            {"priority":-2,"labels":{},"held":true,"heldBy":"olga","after":["0j0"],"waitsFor":1,
             "latestStart":"2026-12-01T06:00:00Z","group":"0g1",
             "estimate":{"startsAt":"2026-11-21T02:00:00Z","machine":"m1","jobsBefore":4,
                         "basedOn":12}}"""));

    // when
    int code = terminal.run("job", "0j1");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("priority   -2")
        .contains("after      0j0 (1 of them not over)")
        .contains("held       by olga")
        .contains("deadline   begins by 2026-12-01 06:00:00 UTC or fails")
        .contains("group      0g1")
        .contains("begins about 2026-11-21 02:00:00 UTC on m1, after 4 jobs")
        .contains("a guess from the last 12 jobs there");
  }
}
