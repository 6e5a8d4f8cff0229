package io.tacet.scheduler.job;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be submitted, how often, and how many at once. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class SubmissionTest {

  private static final int MANY = 10_000;
  private static final int ENOUGH = 1_000;

  @Inject Kafka kafka;
  @Inject Sql sql;
  @Inject Transactions transactions;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void theSameKeyQueuesOneJobHoweverManyAskAtTheSameMoment() throws InterruptedException {
    // given
    api.registerMachine("submit-1");
    String body = "{\"machine\": \"submit-1\", \"command\": [\"true\"], \"hold\": true}";
    Api keyed = api.with("Idempotency-Key", "nightly-1");
    List<Api.Answer> answers = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        IntStream.range(0, 3)
            .mapToObj(i -> new Thread(() -> answers.add(keyed.post("/api/v1/jobs", body))))
            .toList();

    // when: none of them can end before all have begun
    transactions.run(
        () -> {
          sql.update("LOCK TABLE jobs IN SHARE MODE");
          threads.forEach(Thread::start);
          await().until(() -> waiting() == threads.size());
        });
    for (Thread thread : threads) {
      thread.join();
    }

    // then
    assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(201).contains(200);
    assertThat(answers.stream().map(answer -> answer.json().path("id").asText()).distinct())
        .hasSize(1);
    assertThat(api.get("/api/v1/jobs?machine=submit-1").json().path("items")).hasSize(1);
  }

  private long waiting() {
    return sql.query(
            """
            SELECT count(*) AS n FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
              AND (query LIKE 'INSERT INTO submission_keys%' OR query LIKE 'INSERT INTO jobs%')
            """,
            row -> row.longNumber("n"))
        .get(0);
  }

  @Test
  void theSameKeyWithAnotherBodyIsRefusedAndAnotherUsersKeyIsAnother() {
    // given
    api.registerMachine("submit-2");
    Api keyed = api.with("Idempotency-Key", "nightly-2");
    assertThat(keyed.post("/api/v1/jobs", job("submit-2", "a")).status()).isEqualTo(201);

    // when
    Api.Answer other = keyed.post("/api/v1/jobs", job("submit-2", "b"));
    Api.Answer ada =
        api.submitter("submit-ada")
            .with("Idempotency-Key", "nightly-2")
            .post("/api/v1/jobs", job("submit-2", "b"));
    Api.Answer bad = api.with("Idempotency-Key", "a b").post("/api/v1/jobs", job("submit-2", "c"));

    // then
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.body()).contains("nightly-2");
    assertThat(ada.status()).isEqualTo(201);
    assertThat(bad.fields()).containsExactly("Idempotency-Key");
  }

  @Test
  void aBatchIsQueuedInItsOrder() {
    // given
    api.registerMachine("submit-3");
    Worker worker = new Worker(kafka, "submit-3");

    // when
    Api.Answer answer = api.post("/api/v1/jobs/batch", batch("submit-3", 3, "\"priority\": 1"));

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("ids")).hasSize(3);
    for (JsonNode id : answer.json().path("ids")) {
      worker.outcome(worker.order(id.asText(), 1), JobState.FINISHED);
      await().until(() -> api.state(id.asText()).equals("FINISHED"));
      assertThat(api.history(id.asText())).containsExactly("QUEUED", "DISPATCHED", "FINISHED");
    }
  }

  @Test
  void tenThousandJobsAreOneBatchAndOneMoreIsTooMany() {
    // given
    api.registerMachine("submit-4");

    // when
    Api keyed = api.with("Idempotency-Key", "many");
    String many = batch("submit-4", MANY, "\"hold\": true");
    Api.Answer answer = keyed.post("/api/v1/jobs/batch", many);
    Api.Answer again = keyed.post("/api/v1/jobs/batch", many);
    Api.Answer more = api.post("/api/v1/jobs/batch", batch("submit-4", MANY + 1, "\"hold\": true"));

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("ids")).hasSize(MANY);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(answer.body());
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.fields()).containsExactly("jobs");
    assertThat(api.get("/api/v1/machines/submit-4").json().path("queuedJobs").asInt())
        .isEqualTo(MANY);
    forgetAnnouncementsAfterTheFirstOf(answer);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                sql.query("SELECT id FROM outbox LIMIT 1", row -> row.longNumber("id")).isEmpty());
  }

  /**
   * Leaves a thousand of the batch to get out. Signing ten thousand takes longer than the rest of
   * this class, and holds up all others'.
   */
  private void forgetAnnouncementsAfterTheFirstOf(Api.Answer batch) {
    String[] ids =
        StreamSupport.stream(batch.json().path("ids").spliterator(), false)
            .map(JsonNode::asText)
            .skip(ENOUGH)
            .toArray(String[]::new);
    transactions.run(
        () -> {
          List<Boolean> unused = sql.query("SELECT FROM relay_position FOR SHARE", row -> true);
          sql.update(
              """
              DELETE FROM outbox WHERE convert_from(record_key, 'UTF8') = ANY (?::text[])
                AND id <> ALL (ARRAY(SELECT unnest(in_hand) FROM relay_position))
              """,
              (Object) ids);
        });
  }

  @Test
  void aBatchWithOneBadJobQueuesNone() {
    // given
    api.registerMachine("submit-5");
    String bad =
        """
        {"jobs": [{"machine": "submit-5", "command": ["true"]},
                  {"machine": "submit-9", "command": ["true"], "priority": 11},
                  {"machine": "submit-5", "command": []},
                  {"machine": "submit-5", "command": ["true"], "after": ["x", "x"]}]}
        """;

    // when
    Api.Answer answer = api.post("/api/v1/jobs/batch", bad);
    Api.Answer type = api.post("/api/v1/jobs/batch", "{\"jobs\": [{}, {\"priority\": \"high\"}]}");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields())
        .containsExactlyInAnyOrder(
            "jobs[1].priority", "jobs[1].machine", "jobs[2].command[0]", "jobs[3].after[1]");
    assertThat(type.fields()).containsExactly("jobs[1].priority");
    assertThat(api.post("/api/v1/jobs/batch", "{}").fields()).containsExactly("jobs");
    assertThat(api.post("/api/v1/jobs/batch", "{\"jobs\": [null]}").fields())
        .containsExactly("jobs[0]");
    assertThat(api.get("/api/v1/jobs?machine=submit-5").json().path("items")).isEmpty();
  }

  @Test
  void onlyOperatorsGoBeforeOthers() {
    // given
    api.registerMachine("submit-6");
    Api ada = api.submitter("submit-low");
    String body = "{\"machine\": \"submit-6\", \"command\": [\"true\"], \"priority\": %d}";

    // then
    assertThat(ada.post("/api/v1/jobs", body.formatted(1)).fields()).containsExactly("priority");
    assertThat(ada.post("/api/v1/jobs", body.formatted(-10)).status()).isEqualTo(201);
    assertThat(api.post("/api/v1/jobs", body.formatted(10)).status()).isEqualTo(201);
    assertThat(api.post("/api/v1/jobs", body.formatted(-11)).fields()).containsExactly("priority");
  }

  @Test
  void aJobCanNameLabelsInsteadOfAMachine() {
    // given
    api.put(
        "/api/v1/machines/label-1",
        "{\"kind\": \"DEVELOPMENT\", \"labels\": {\"gpu\": \"nvidia\", \"rack\": \"3\"}}");
    api.put(
        "/api/v1/machines/label-2", "{\"kind\": \"PROFILING\", \"labels\": {\"gpu\": \"nvidia\"}}");
    Worker first = new Worker(kafka, "label-1");
    Worker second = new Worker(kafka, "label-2");
    String busy = api.submit("label-1", "");
    first.order(busy, 1);

    // when: the one is at work, so the other takes it
    String any = labelled("{\"gpu\": \"nvidia\"}");
    second.outcome(second.order(any, 1), JobState.INTERRUPTED);

    // then: it is nobody's until it is ordered again
    await().until(() -> second.order(any, 2).getAttempt() == 2);

    // when
    String kind = labelled("{\"kind\": \"development\", \"gpu\": \"nvidia\"}");

    // then
    assertThat(api.get("/api/v1/jobs/" + kind).json().path("machine").isNull()).isTrue();
    first.outcome(first.order(busy, 1), JobState.FINISHED);
    assertThat(first.order(kind, 1).getMachine()).isEqualTo("label-1");
    assertThat(api.get("/api/v1/jobs/" + kind).json().path("machine").asText())
        .isEqualTo("label-1");
  }

  @Test
  void aMachineThatComesLaterTakesWhatFitsIt() {
    // given
    api.put("/api/v1/machines/label-3", "{\"labels\": {\"site\": \"north\"}}");
    Worker worker = new Worker(kafka, "label-3");
    String busy = api.submit("label-3", "");
    worker.order(busy, 1);
    String waiting = labelled("{\"site\": \"north\"}");

    // when
    api.put("/api/v1/machines/label-4", "{\"labels\": {\"site\": \"north\"}}");

    // then
    assertThat(new Worker(kafka, "label-4").order(waiting, 1).getMachine()).isEqualTo("label-4");
  }

  @Test
  void labelsNoMachineHasAreRefused() {
    // when
    Api.Answer answer =
        api.post("/api/v1/jobs", "{\"labels\": {\"gpu\": \"abacus\"}, \"command\": [\"true\"]}");
    Api.Answer both =
        api.post(
            "/api/v1/jobs",
            "{\"labels\": {\"BAD\": \"x\"}, \"machine\": \"m\", \"command\": [\"true\"]}");

    // then
    assertThat(answer.fields()).containsExactly("labels");
    assertThat(answer.body()).contains("no machine has all of these");
    assertThat(both.fields()).containsExactly("labels", "labels.BAD");
  }

  private String labelled(String labels) {
    Api.Answer answer =
        api.post("/api/v1/jobs", "{\"labels\": " + labels + ", \"command\": [\"true\"]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private static String job(String machine, String argument) {
    return "{\"machine\": \"%s\", \"command\": [\"true\", \"%s\"], \"hold\": true}"
        .formatted(machine, argument);
  }

  private static String batch(String machine, int count, String more) {
    String one =
        "{\"machine\": \"" + machine + "\", \"command\": [\"sort\", \"-n\"], " + more + "}";
    return "{\"jobs\": [" + String.join(",", java.util.Collections.nCopies(count, one)) + "]}";
  }
}
