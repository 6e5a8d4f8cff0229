package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the verb schedule sends, and how it shows what comes back. */
final class ScheduleVerbsTest extends ConnectedTest {

  private static final String FIRING =
      """
      {"dueAt":"2026-11-22T02:30:00Z","firedAt":"2026-11-22T02:30:01Z","outcome":"%s",
       "message":%s,"commit":null,"tag":null,"job":%s,"group":null}
      """;
  private static final String SCHEDULE =
      """
      {"id":"0s1","name":"nightly","owner":"me","state":"%s","repeat":3,"missed":"RUN_ONCE",
       "timing":{"mode":"WEEKLY","days":["MON","THU"],"time":"03:30","zone":"Europe/Berlin"},
       "job":{"machine":"m1","command":["sort"]},"createdAt":"2026-11-21T01:00:00Z",
       "nextAt":"2026-11-23T02:30:00Z","seen":null,"failures":0,
       "problem":"The firing failed: user is in no project","lastFiring":%s}
      """;

  @Test
  void addSendsWhenAndWhat() throws IOException {
    // given
    server.answersJson("/api/v1/schedules", SCHEDULE.formatted("ACTIVE", "null"));

    // when
    int code =
        terminal.run(
            "schedule",
            "add",
            "--weekly",
            "MON,THU@03:30",
            "--zone",
            "Europe/Berlin",
            "--repeat",
            "3",
            "--missed",
            "skip",
            "-m",
            "m1",
            "--",
            "sort",
            "big.txt");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).isEqualTo("Schedule 0s1: MON,THU at 03:30 Europe/Berlin.\n");
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(sent.at("/timing/mode").asText()).isEqualTo("WEEKLY");
    assertThat(sent.at("/timing/days/1").asText()).isEqualTo("THU");
    assertThat(sent.at("/timing/time").asText()).isEqualTo("03:30");
    assertThat(sent.path("missed").asText()).isEqualTo("skip");
    assertThat(sent.path("repeat").asInt()).isEqualTo(3);
    assertThat(sent.at("/job/machine").asText()).isEqualTo("m1");
    assertThat(sent.at("/job/command/1").asText()).isEqualTo("big.txt");
  }

  @Test
  void addTellsWhatIsMissing() {
    for (List<String> wrong :
        List.of(
            List.of("--command", "true"),
            List.of("--daily", "03:30", "--cron", "* * * * *", "--command", "true"),
            List.of("--at", "soon", "--command", "true"),
            List.of("--weekly", "MON", "--command", "true"),
            List.of("--daily", "03:30", "--watch", "https://h/r", "--command", "true"),
            List.of("--daily", "03:30"))) {
      // when
      String[] words =
          java.util.stream.Stream.concat(
                  java.util.stream.Stream.of("schedule", "add", "-m", "m1"), wrong.stream())
              .toArray(String[]::new);

      // then
      assertThat(terminal.run(words)).as(wrong.toString()).isEqualTo(2);
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void aCommitIsWatchedInTheJobsOwnRepository() throws IOException {
    // given
    server.answersJson("/api/v1/schedules", SCHEDULE.formatted("ACTIVE", "null"));

    // when
    int code =
        terminal.run(
            "schedule",
            "add",
            "--on-commit",
            "-m",
            "m1",
            "--repo",
            "https://h/r.git",
            "--ref",
            "dev");

    // then
    assertThat(code).as(terminal.err()).isZero();
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(sent.at("/timing/mode").asText()).isEqualTo("COMMIT");
    assertThat(sent.at("/job/source/ref").asText()).isEqualTo("dev");
  }

  @Test
  void editSendsTheWholeWithWhatIsChangedAndWhatWasSeen() throws IOException {
    // given
    server.answersJson("/api/v1/schedules/0s1", SCHEDULE.formatted("ACTIVE", "null"));

    // when
    int code =
        terminal.run("schedule", "edit", "0s1", "--daily", "04:30", "-m", "m2", "--", "sort", "-u");

    // then
    assertThat(code).as(terminal.err()).isZero();
    FakeService.Request put = server.requests().get(1);
    assertThat(put.method()).isEqualTo("PUT");
    assertThat(put.ifMatch()).isEqualTo("\"t1\"");
    JsonNode sent = new ObjectMapper().readTree(put.body());
    assertThat(sent.path("name").asText()).isEqualTo("nightly");
    assertThat(sent.path("repeat").asInt()).isEqualTo(3);
    assertThat(sent.path("missed").asText()).isEqualTo("RUN_ONCE");
    assertThat(sent.at("/timing/mode").asText()).isEqualTo("DAILY");
    assertThat(sent.at("/timing/zone").asText()).isEqualTo("Europe/Berlin");
    assertThat(sent.at("/timing/days").isMissingNode() || sent.at("/timing/days").isNull())
        .isTrue();
    assertThat(sent.at("/job/machine").asText()).isEqualTo("m2");
    assertThat(sent.at("/job/command/1").asText()).isEqualTo("-u");

    // when
    int nothing = terminal.run("schedule", "edit", "0s1");
    int unclear = terminal.run("schedule", "edit", "0s1", "--zone", "UTC");

    // then
    assertThat(nothing).isEqualTo(2);
    assertThat(unclear).isEqualTo(2);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void editTakesAnotherZoneAndGivesNoneToWhatHasNone() throws IOException {
    // given
    server.answersJson("/api/v1/schedules/0s1", SCHEDULE.formatted("ACTIVE", "null"));

    // when
    int codes =
        terminal.run("schedule", "edit", "0s1", "--cron", "30 3 * * *", "--zone", "UTC")
            + terminal.run("schedule", "edit", "0s1", "--at", "2026-12-01T06:00:00Z");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    JsonNode cron = new ObjectMapper().readTree(server.requests().get(1).body());
    assertThat(cron.at("/timing/zone").asText()).isEqualTo("UTC");
    JsonNode once = new ObjectMapper().readTree(server.requests().get(3).body());
    assertThat(once.at("/timing/zone").isNull() || once.at("/timing/zone").isMissingNode())
        .isTrue();
  }

  @Test
  void editKeepsTheWatchedRepositoryUnlessAnotherIsSaid() throws IOException {
    // given
    server.answersJson(
        "/api/v1/schedules/0s1",
        """
        {"id":"0s1","name":"new","owner":"me","state":"ACTIVE","repeat":1,"missed":"RUN_ONCE",
         "timing":{"mode":"COMMIT","uri":"https://a.org/x.git","branch":"dev"},
         "job":{"machine":"m1","command":["sort"]},"createdAt":"2026-11-21T01:00:00Z",
         "nextAt":null,"seen":null,"failures":0,"problem":null,"lastFiring":null}
        """);

    // when
    int codes =
        terminal.run("schedule", "edit", "0s1", "--on-tag", "v*")
            + terminal.run("schedule", "edit", "0s1", "--on-commit", "--branch", "main")
            + terminal.run(
                "schedule", "edit", "0s1", "--on-commit", "--watch", "https://a.org/y.git");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    JsonNode tag = timingOf(1);
    assertThat(tag.path("mode").asText()).isEqualTo("TAG");
    assertThat(tag.path("tags").asText()).isEqualTo("v*");
    assertThat(tag.path("uri").asText()).isEqualTo("https://a.org/x.git");
    assertThat(tag.hasNonNull("branch")).isFalse();
    assertThat(timingOf(3).path("uri").asText()).isEqualTo("https://a.org/x.git");
    assertThat(timingOf(3).path("branch").asText()).isEqualTo("main");
    assertThat(timingOf(5).path("uri").asText()).isEqualTo("https://a.org/y.git");
    assertThat(timingOf(5).hasNonNull("branch")).isFalse();
  }

  private JsonNode timingOf(int request) throws IOException {
    return new ObjectMapper().readTree(server.requests().get(request).body()).path("timing");
  }

  @Test
  void listShowAndFiringsSayHowItGoes() {
    // given
    String failed = FIRING.formatted("FAILED", "\"user is in no project\"", "null");
    server.answersJson(
        "/api/v1/schedules", "{\"items\":[" + SCHEDULE.formatted("ACTIVE", failed) + "]}");
    server.answersJson("/api/v1/schedules/0s1", SCHEDULE.formatted("ACTIVE", failed));
    server.answersJson("/api/v1/schedules/0s1/firings", "{\"items\":[" + failed + "]}");

    // when
    int codes =
        terminal.run("schedule")
            + terminal.run("schedule", "show", "0s1")
            + terminal.run("schedule", "firings", "0s1");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("MON,THU at 03:30 Europe/Berlin")
        .contains("  problem    The firing failed: user is in no project")
        .contains("  next       2026-11-23 02:30:00 UTC")
        .contains("2026-11-22 02:30:00 UTC  2026-11-22 02:30:01 UTC  FAILED");
  }

  @Test
  void nextShowsTheTimesInTheSchedulesZone() {
    // given
    server.answersJson(
        "/api/v1/schedules/0s1/next",
        "{\"state\":\"ACTIVE\",\"zone\":\"Europe/Berlin\",\"firings\":[\"2026-11-23T02:30:00Z\"]}");

    // when
    int code = terminal.run("schedule", "next", "0s1", "--count", "1");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("2026-11-23 02:30:00 UTC  Mon 2026-11-23 03:30:00 +01:00");
    assertThat(server.requests().get(0).uri()).endsWith("next?count=1");
  }

  @Test
  void itIsSteered() {
    // given
    server.answersJson("/api/v1/schedules/0s1/pause", SCHEDULE.formatted("PAUSED", "null"));
    server.answersJson("/api/v1/schedules/0s1/resume", SCHEDULE.formatted("ACTIVE", "null"));
    server.answersJson(
        "/api/v1/schedules/0s1/run", FIRING.formatted("SUBMITTED", "null", "\"0j9\""));
    server.answersJson(
        "/api/v1/schedules/0s2/run", FIRING.formatted("FAILED", "\"no such machine\"", "null"));
    server.answers("/api/v1/schedules/0s1", 204, "application/json", "");

    // when
    int codes =
        terminal.run("schedule", "pause", "0s1")
            + terminal.run("schedule", "resume", "0s1")
            + terminal.run("schedule", "run", "0s1")
            + terminal.run("schedule", "delete", "0s1");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            Schedule 0s1 is PAUSED.
            Schedule 0s1 is ACTIVE.
            Job 0j9 is queued.
            Schedule 0s1 is DELETED.
            """);
    assertThat(terminal.run("schedule", "run", "0s2")).isEqualTo(1);
    assertThat(terminal.err()).contains("no such machine");
  }
}
