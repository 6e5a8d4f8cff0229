package io.tacet.scheduler.accuracy;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineKind;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Notice;
import io.tacet.schema.NoticeScope;
import io.tacet.schema.Verdict;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accuracy control in the running service, on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class AccuracyTest {

  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String PLAN =
      """
      {"job": {"command": ["control"]}, "window": 3, "least": 2,
       "metrics": [{"metric": "energy"}], "phase": "004_[RUNTIME]"}
      """;

  @Inject Kafka kafka;
  @Inject Sql sql;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aDriftAfterAnUpdateIsFoundAndTheMachineKeptFromUsersUntilItIsGone() {
    // given: two runs 100 and 101 make a reference of 100.5
    Worker worker = machine("acc-1");
    says("acc-1", "6.1.0-1");
    put("acc-1", PLAN);
    measure(worker, "acc-1", 100);
    becomes("acc-1", "UNPROVEN", "1 of at least 2 runs");
    measure(worker, "acc-1", 101);
    becomes("acc-1", "PASSED", "All figures");
    assertThat(show("acc-1").at("/reference/0/mean").asDouble()).isEqualTo(100.5);
    assertThat(Instant.parse(show("acc-1").path("nextAt").asText()))
        .isBetween(Instant.now().plusSeconds(21_000), Instant.now().plusSeconds(21_600));

    // when: another kernel, with which it draws 10 % more
    says("acc-1", "6.1.0-2");
    measure(worker, "acc-1", 110);
    measure(worker, "acc-1", 110);

    // then
    becomes("acc-1", "FAILED", "has drifted by 9.45 % from its reference 100.500");
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(show("acc-1").path("quarantined").asBoolean()).isTrue();
              assertThat(notices("acc-1")).containsExactly("accuracy-lost");
            });
    String users = api.submit("acc-1", "");

    // when: an operator has mended it and has it measured anew
    Api.Answer asked =
        api.post("/api/v1/accuracy/acc-1/check", "{\"reason\": \"old kernel again\"}");
    assertThat(asked.json().path("state").asText()).isEqualTo("UNPROVEN");
    measure(worker, "acc-1", 100);
    measure(worker, "acc-1", 100);

    // then: users' jobs only now
    becomes("acc-1", "PASSED", "All figures");
    assertThat(worker.order(users, 1).getJobId()).isEqualTo(users);
    assertThat(show("acc-1").path("quarantined").asBoolean()).isFalse();
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(notices("acc-1")).containsExactly("accuracy-lost", "accuracy-ok"));
    JsonNode windows = api.get("/api/v1/accuracy/acc-1/windows").json().path("items");
    assertThat(windows)
        .extracting(window -> window.path("verdict").asText())
        .containsExactly("PASSED", "INCOMPLETE", "FAILED", "INCOMPLETE", "PASSED", "INCOMPLETE");
    assertThat(windows.get(4).at("/figures/0/values").toString()).isEqualTo("[100.0,101.0]");
    assertThat(windows.get(4).path("runs")).hasSize(2);
    assertThat(onBoard("SELECT mean || unit FROM board_accuracy_figure", "at"))
        .containsExactly("null", "100.5µJ", "null", "110µJ", "null", "100µJ");
    assertThat(onBoard("SELECT value || '' FROM board_accuracy_value", "began_at"))
        .containsExactly("100", "101", "110", "110", "100", "100");
  }

  /** What dashboards show of acc-1, by time. */
  private List<String> onBoard(String select, String time) {
    return sql.query(
        select.replace(" FROM", " AS shown FROM")
            + " WHERE machine = 'acc-1' AND unit IS NOT NULL ORDER BY "
            + time,
        row -> String.valueOf(row.textOrNull("shown")));
  }

  @Test
  void runsWithoutValuesDoNotPassAndAnOperatorsReleaseBeginsAnew() {
    // given
    Worker worker = machine("acc-2");
    put("acc-2", PLAN);

    // when: one is disturbed, two fail
    JobCommand disturbed = next(worker, "acc-2");
    JobStatus status = status(worker, disturbed, 100);
    status.setVerdict(Verdict.DISTURBED);
    assertThat(worker.outcome(disturbed, status)).isTrue();
    await().atMost(LONG).until(() -> isOver(disturbed.getJobId()));
    fail(worker, "acc-2");
    fail(worker, "acc-2");

    // then
    becomes(
        "acc-2", "FAILED", "3 control runs in a row gave no values; the last one: it is FAILED");
    await().atMost(LONG).until(() -> show("acc-2").path("quarantined").asBoolean());

    // when
    assertThat(api.post("/api/v1/machines/acc-2/release", null).status()).isLessThan(300);

    // then
    becomes("acc-2", "UNPROVEN", "Released by an operator.");
    measure(worker, "acc-2", 1);
    becomes("acc-2", "UNPROVEN", "1 of at least 2 runs");

    // when: maintenance begins anew, too
    api.post("/api/v1/machines/acc-2/maintenance", "{\"reason\": \"fan\"}");
    becomes("acc-2", "UNPROVEN", "After maintenance.");
    assertThat(api.send("DELETE", "/api/v1/accuracy/acc-2", null, (String) null).status())
        .isEqualTo(204);
    assertThat(api.get("/api/v1/accuracy/acc-2").status()).isEqualTo(404);
  }

  @Test
  void whatIsWrongIsNamedAndOnlyOperatorsSetItUp() {
    // given
    machine("acc-3");
    Api ann = api.submitter("acc-ann");

    // then
    assertThat(
            api.put(
                    "/api/v1/accuracy/acc-3",
                    "{\"job\": {\"machine\": \"m\", \"hold\": true}, \"everySeconds\": 1,"
                        + " \"window\": 1, \"least\": 9, \"threshold\": 0, \"phase\": \"[]\","
                        + " \"deviation\": \"some\", \"metrics\": [{}]}")
                .fields())
        .contains(
            "job.machine",
            "job.hold",
            "job.command",
            "everySeconds",
            "window",
            "least",
            "threshold",
            "phase",
            "deviation",
            "metrics[0].metric");
    assertThat(api.put("/api/v1/accuracy/acc-3", "{}").fields())
        .containsExactlyInAnyOrder("job", "metrics");
    assertThat(api.put("/api/v1/accuracy/nowhere", PLAN).status()).isEqualTo(404);
    assertThat(ann.put("/api/v1/accuracy/acc-3", PLAN).status()).isEqualTo(403);
    assertThat(ann.get("/api/v1/accuracy").status()).isEqualTo(200);
    assertThat(api.post("/api/v1/accuracy/acc-3/check", null).status()).isEqualTo(404);
  }

  private Worker machine(String id) {
    api.registerMachine(id);
    return new Worker(kafka, id);
  }

  private void put(String machine, String plan) {
    Api.Answer answer = api.put("/api/v1/accuracy/" + machine, plan);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode show(String machine) {
    return api.get("/api/v1/accuracy/" + machine).json();
  }

  private void becomes(String machine, String state, String reason) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(show(machine).path("reason").asText()).contains(reason);
              assertThat(show(machine).path("state").asText()).isEqualTo(state);
            });
  }

  private JobCommand next(Worker worker, String machine) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              String job = show(machine).path("job").asText("");
              return !job.isEmpty() && !api.state(job).equals("FINISHED") && !isOver(job);
            });
    return worker.order(show(machine).path("job").asText(), 1);
  }

  private boolean isOver(String job) {
    return List.of("FINISHED", "FAILED", "CANCELLED").contains(api.state(job));
  }

  private void measure(Worker worker, String machine, double value) {
    JobCommand order = next(worker, machine);
    assertThat(worker.outcome(order, status(worker, order, value))).isTrue();
    await().atMost(LONG).until(() -> isOver(order.getJobId()));
  }

  private void fail(Worker worker, String machine) {
    JobCommand order = next(worker, machine);
    assertThat(worker.outcome(order, JobState.FAILED)).isTrue();
    await().atMost(LONG).until(() -> isOver(order.getJobId()));
  }

  private static JobStatus status(Worker worker, JobCommand order, double value) {
    JobStatus status = worker.status(order, JobState.FINISHED, null);
    status.setVerdict(Verdict.CLEAN);
    status.setHeadlines(
        List.of(
            HeadlineValue.newBuilder()
                .setPhase("RUNTIME")
                .setMetric("energy")
                .setUnit("µJ")
                .setValue(value)
                .build()));
    return status;
  }

  private void says(String machine, String kernel) {
    kafka.send(
        kafka.topics().machineStatus(),
        machine,
        MachineStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.now())
            .setMachine(machine)
            .setState(MachineState.IDLE)
            .setFacts(
                MachineFacts.newBuilder()
                    .setHostname(machine)
                    .setCpuModel("cpu")
                    .setLogicalCpus(2)
                    .setMemoryBytes(1)
                    .setKernel(kernel)
                    .setArchitecture("x86_64")
                    .setOperatingSystem("os")
                    .setWorkerVersion("1")
                    .setKind(MachineKind.DEVELOPMENT)
                    .build())
            .build());
    await()
        .atMost(LONG)
        .until(
            () ->
                api.get("/api/v1/machines/" + machine)
                    .json()
                    .at("/facts/kernel")
                    .asText()
                    .equals(kernel));
  }

  private List<String> notices(String machine) {
    return kafka
        .events(kafka.topics().notices(), NoticeScope.OPERATORS.name(), Notice.class)
        .stream()
        .filter(notice -> machine.equals(notice.getMachine()))
        .map(Notice::getKind)
        .filter(kind -> kind.startsWith("accuracy"))
        .toList();
  }
}
