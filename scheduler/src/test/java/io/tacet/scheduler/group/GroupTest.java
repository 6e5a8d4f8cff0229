package io.tacet.scheduler.group;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.Verdict;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs measured several times, with a worker on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class GroupTest {

  private static final String METRIC = "psu_energy_ac_mcp_machine";

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aPlainNumberOfRunsEndsWithTheLast() {
    // given
    Worker worker = machine("group-1");

    // when
    Api.Answer answer = api.post("/api/v1/groups", group("group-1", "\"repeat\": 3"));

    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    String group = answer.json().path("id").asText();
    List<String> runs = runs(group);
    assertThat(runs).hasSize(3);
    worker.outcome(worker.order(runs.get(0), 1), JobState.FINISHED);
    worker.outcome(worker.order(runs.get(1), 1), JobState.FAILED);
    assertThat(show(group).path("state").asText()).isEqualTo("RUNNING");
    worker.outcome(worker.order(runs.get(2), 1), JobState.FINISHED);
    ended(group, "2 of 3 runs finished.");
    assertThat(api.get("/api/v1/jobs/" + runs.get(0)).json().at("/queueing/group").asText())
        .isEqualTo(group);
  }

  @Test
  void itGoesOnUntilTheIntervalIsNarrow() {
    // given
    Worker worker = machine("group-2");
    String group =
        api.post(
                "/api/v1/groups",
                group(
                    "group-2",
                    "\"until\": {\"metric\": \"%s\", \"relativeHalfWidth\": 0.05, \"least\": 2}"
                        .formatted(METRIC)))
            .json()
            .path("id")
            .asText();

    // when: 100 and 104 leave ±25 %, and the next ones make it narrow
    measure(worker, group, 0, 100, Verdict.CLEAN);
    measure(worker, group, 1, 104, Verdict.CLEAN);
    await().untilAsserted(() -> assertThat(runs(group)).hasSize(4));
    assertThat(show(group).path("message").asText()).contains("±24.91 %").contains("added: 2");
    measure(worker, group, 2, 500, Verdict.DISTURBED);
    measure(worker, group, 3, 102, Verdict.CLEAN);

    // then
    ended(group, "The mean of 3 runs is known to ±4.87 %: enough.");
    JsonNode precision = show(group).path("precision");
    assertThat(precision.path("mean").asDouble()).isEqualTo(102);
    assertThat(precision.path("count").asInt()).isEqualTo(3);
    assertThat(precision.path("enough").asBoolean()).isTrue();
    assertThat(show(group).at("/jobs/2/value").isNull()).isTrue();
  }

  @Test
  void itEndsAtItsLimitAndWithoutTheFigure() {
    // given
    Worker worker = machine("group-3");
    String until =
        "\"until\": {\"metric\": \"%s\", \"relativeHalfWidth\": 0.01, \"least\": 2, \"most\": 3}";
    String wide = submit("group-3", until.formatted(METRIC));
    String absent = submit("group-3", until.formatted("no_such_metric"));

    // when
    measure(worker, wide, 0, 10, Verdict.CLEAN);
    measure(worker, wide, 1, 20, Verdict.CLEAN);
    measure(worker, absent, 0, 10, Verdict.CLEAN);
    measure(worker, absent, 1, 10, Verdict.CLEAN);
    await().untilAsserted(() -> assertThat(runs(wide)).hasSize(3));
    measure(worker, wide, 2, 30, Verdict.CLEAN);

    // then
    ended(wide, "The mean of 3 runs is known to ±124.21 %, and there may be no more than 3 runs.");
    ended(absent, "0 of 2 runs have the figure no_such_metric, so more runs would not help.");
  }

  @Test
  void aCancelledGroupCancelsItsRuns() {
    // given
    Worker worker = machine("group-4");
    String group = submit("group-4", "\"repeat\": 2");
    worker.order(runs(group).get(0), 1);

    // when
    Api.Answer answer = api.post("/api/v1/groups/" + group + "/cancel", null);

    // then
    assertThat(answer.json().path("state").asText()).isEqualTo("ENDED");
    for (String run : runs(group)) {
      await().untilAsserted(() -> assertThat(api.state(run)).isEqualTo("CANCELLED"));
    }
    assertThat(api.post("/api/v1/groups/" + group + "/cancel", null).status()).isEqualTo(409);
  }

  @Test
  void whatIsWrongIsNamedFieldByField() {
    // when
    Api.Answer both =
        api.post(
            "/api/v1/groups",
            "{\"repeat\": 0, \"until\": {\"relativeHalfWidth\": 2, \"least\": 1},"
                + " \"job\": {\"labels\": {\"a\": \"b\"}}}");
    Api eve = api.submitter("group-eve");
    machine("group-5");
    String own = submit("group-5", "\"repeat\": 1");

    // then
    assertThat(both.fields())
        .contains(
            "repeat",
            "until.metric",
            "until.relativeHalfWidth",
            "until.least",
            "job.labels",
            "job.command");
    assertThat(api.post("/api/v1/groups", "{\"repeat\": 2}").fields()).containsExactly("job");
    assertThat(eve.get("/api/v1/groups/" + own).status()).isEqualTo(403);
    assertThat(eve.get("/api/v1/groups").json().path("items")).isEmpty();
    assertThat(api.get("/api/v1/groups?limit=1").json().path("items")).hasSize(1);
    assertThat(api.get("/api/v1/groups/nothing").status()).isEqualTo(404);
  }

  private void measure(Worker worker, String group, int run, double value, Verdict verdict) {
    String job = runs(group).get(run);
    JobCommand order = worker.order(job, 1);
    JobStatus status = worker.status(order, JobState.FINISHED, null);
    status.setVerdict(verdict);
    status.setHeadlines(
        List.of(
            HeadlineValue.newBuilder()
                .setPhase("RUNTIME")
                .setMetric(METRIC)
                .setUnit("µJ")
                .setValue(value)
                .build()));
    assertThat(worker.outcome(order, status)).isTrue();
    await().until(() -> api.state(job).equals("FINISHED"));
  }

  private void ended(String group, String message) {
    await()
        .untilAsserted(
            () -> {
              assertThat(show(group).path("message").asText()).isEqualTo(message);
              assertThat(show(group).path("state").asText()).isEqualTo("ENDED");
            });
  }

  private String submit(String machine, String more) {
    Api.Answer answer = api.post("/api/v1/groups", group(machine, more));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static String group(String machine, String more) {
    return "{\"job\": {\"machine\": \"%s\", \"command\": [\"true\"]}, %s}".formatted(machine, more);
  }

  private JsonNode show(String group) {
    return api.get("/api/v1/groups/" + group).json();
  }

  private List<String> runs(String group) {
    List<String> runs = new ArrayList<>();
    show(group).path("jobs").forEach(run -> runs.add(run.path("id").asText()));
    return runs;
  }

  private Worker machine(String id) {
    api.registerMachine(id);
    return new Worker(kafka, id);
  }
}
