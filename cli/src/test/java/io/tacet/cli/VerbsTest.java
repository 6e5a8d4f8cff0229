package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the verbs send and how they show what comes back. */
final class VerbsTest extends ConnectedTest {

  @Test
  void submitSendsTheWordsAndTakesTheOnlyMachine() throws JsonProcessingException {
    // given
    server.answersJson("/api/v1/jobs", Answers.JOB.formatted("QUEUED", "null"));
    server.answersJson(
        "/api/v1/machines",
        """
        {"items":[{"id":"m1","description":"","kind":"DEVELOPMENT","labels":{},"state":"IDLE"}]}
        """);

    // when
    int code =
        terminal.run(
            "submit",
            "--time-limit",
            "15m",
            "--var",
            "A=1=2",
            "--interruptible",
            "--check-threshold",
            "warn",
            "--",
            "gzip",
            "-9",
            "a b");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).isEqualTo("Job 0J1 is QUEUED for machine m1.\n");
    FakeService.Request sent = server.requests().get(1);
    assertThat(sent.authorization()).isEqualTo("Bearer secret");
    assertThat(new ObjectMapper().readTree(sent.body()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"name":null,"machine":"m1","project":null,"command":["gzip","-9","a b"],
                     "scenario":null,"source":null,"variables":{"A":"1=2"},"timeLimitSeconds":900,
                     "interruptible":true,"maxAttempts":null,"checkThreshold":"warn","labels":null,"priority":null,
                     "hold":null,"after":null,"afterAny":null,"latestStart":null,"startWindow":null,
                     "windowWaitSeconds":null}
                    """));
  }

  @Test
  void submitRefusesAThresholdThatIsNone() {
    // when
    int code = terminal.run("submit", "--check-threshold", "fatal", "--command", "true");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains("--check-threshold must be error, warn or info");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void submitSendsTheTextOfAScenarioFile() throws IOException {
    // given
    Path file = Files.writeString(home.resolve("tacet.yml"), "phases: [{name: A, duration: 1s}]\n");
    server.answersJson("/api/v1/jobs", Answers.JOB.formatted("QUEUED", "null"));

    // when
    int code = terminal.run("submit", "--machine", "m1", "--file", file.toString());

    // then
    assertThat(code).isZero();
    assertThat(
            new ObjectMapper().readTree(server.requests().get(0).body()).path("scenario").asText())
        .isEqualTo("phases: [{name: A, duration: 1s}]\n");
  }

  @Test
  void submitMakesAFileUriOfADirectory() throws JsonProcessingException {
    // given
    server.answersJson("/api/v1/jobs", Answers.JOB.formatted("QUEUED", "null"));

    // when
    terminal.run("submit", "--machine", "m1", "--repo", home.toString(), "--ref", "main");

    // then
    assertThat(
            new ObjectMapper().readTree(server.requests().get(0).body()).at("/source/uri").asText())
        .isEqualTo("file://" + home);
  }

  @Test
  void submitWithSeveralMachinesAsksWhich() {
    // given
    server.answersJson(
        "/api/v1/machines",
        """
        {"items":[
          {"id":"m1","description":"","kind":"DEVELOPMENT","labels":{},"state":"IDLE"},
          {"id":"m2","description":"","kind":"DEVELOPMENT","labels":{},"state":"IDLE"}]}
        """);

    // when
    int code = terminal.run("submit", "--command", "true");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(terminal.err()).contains("--machine ID").contains("m1, m2");
  }

  @Test
  void jobShowsPhasesStatisticsSilenceAndBill() {
    // given
    server.answersJson("/api/v1/jobs/0J1/results", Answers.RESULTS);
    server.answersJson("/api/v1/jobs/0J1", Answers.JOB.formatted("FINISHED", Answers.OUTCOME));
    server.answersJson("/api/v1/usage", Answers.USAGE);

    // when
    int code = terminal.run("job", "0J1");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out())
        .contains("gzip -9 'a b'")
        .contains("41.50 s later")
        .contains("4.10 s ± 141 ms")
        .contains("4.00 s ± 141 ms")
        .containsPattern("cpu_energy_rapl_powercap_component +package-0 +52.34 J +0.5 %")
        .containsPattern("cpu_power_rapl_powercap_component +package-0 +13.0. W +-")
        .contains("memory_used_procfs_system")
        .contains("--all-metrics shows 1 more")
        .doesNotContain("network_io_procfs_system")
        .contains("NOT_JUDGED")
        .contains("0.002222 SU");
  }

  @Test
  void jobAsJsonHoldsWhatTheServersSaid() throws JsonProcessingException {
    // given
    server.answersJson("/api/v1/jobs/0J1/results", Answers.RESULTS);
    server.answersJson("/api/v1/jobs/0J1", Answers.JOB.formatted("FINISHED", Answers.OUTCOME));
    server.answersJson("/api/v1/usage", Answers.USAGE);

    // when
    terminal.run("job", "0J1", "-o", "json");

    // then
    assertThat(
            new ObjectMapper().readTree(terminal.out()).at("/usage/0/serviceUnits").decimalValue())
        .isEqualByComparingTo("0.002222222222");
    assertThat(terminal.out()).contains("\"submittedAt\" : \"2026-11-21T01:00:00Z\"");
  }

  @Test
  void jobsAsCsvHasAHeaderAndOneLinePerJob() {
    // given
    server.answersJson(
        "/api/v1/jobs",
        "{\"items\":[" + Answers.JOB.formatted("FINISHED", "null") + "],\"nextCursor\":\"c2\"}");

    // when
    int code = terminal.run("jobs", "-o", "csv", "--state", "finished", "--machine", "m 1");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out().lines()).hasSize(2);
    assertThat(terminal.out()).startsWith("id,state,name,");
    assertThat(terminal.err()).contains("--cursor c2");
    assertThat(server.requests().get(0).uri())
        .isEqualTo("/api/v1/jobs?machine=m%201&state=FINISHED&limit=20");
  }

  @Test
  void logsShowTheOutputByPhase() {
    // given
    server.answersJson(
        "/api/v1/jobs/0J1/logs",
        """
        {"attempt":1,"chunks":[
          {"phase":"RUNTIME","repeat":1,"stream":"STDOUT","text":"one","omittedBytesBefore":0},
          {"phase":"RUNTIME","repeat":1,"stream":"STDERR","text":"two\\n","omittedBytesBefore":9}]}
        """);

    // when
    int code = terminal.run("logs", "0J1");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out().lines())
        .containsExactly(
            "--- RUNTIME run 1, STDOUT",
            "one",
            "--- RUNTIME run 1, STDERR",
            "[9 bytes left out here]",
            "two");
  }

  @Test
  void everyVerbExplainsItself() {
    for (String verb :
        new String[] {
          "submit",
          "jobs",
          "job",
          "logs",
          "cancel",
          "hold",
          "release",
          "group",
          "machines",
          "usage",
          "user",
          "project",
          "quota"
        }) {
      // given
      RecordingTerminal fresh = new RecordingTerminal(home);

      // when
      int code = fresh.run(verb, "--help");

      // then
      assertThat(code).as(verb).isZero();
      assertThat(fresh.out()).as(verb).contains("Example").contains("tacet " + verb);
    }
  }

  @Test
  void tellsItsVersion() {
    // when
    int code = terminal.run("--version");

    // then
    assertThat(code).isZero();
    assertThat(terminal.out()).matches("(?s)tacet \\d+\\.\\d+.*Java.*");
  }
}
