package io.tacet.scheduler.quota;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.PhaseOutcome;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quota from submission to settlement, with everybody at once. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class QuotaTest {

  private static final int MANY = 50;

  @Inject Kafka kafka;
  @Inject Sql sql;
  @Inject Transactions transactions;
  @Inject Reservations reservations;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void submissionsAtOnceNeverUseMoreThanThereIs() throws Exception {
    // given: 100 s, and jobs of up to 60 s
    api.registerMachine("quota-1");
    Api ada = api.submitter("quota-ada");
    Worker worker = new Worker(kafka, "quota-1");
    quota("quota-ada", "quota-1", 100);

    // when
    List<Answer> answers = atOnce(() -> submit(ada, "\"machine\": \"quota-1\"", 60));

    // then: one is out with its whole limit reserved, and the machine is free for others next
    assertThat(answers).allMatch(answer -> answer.status() == 201);
    String first = await().until(() -> dispatched("quota-1"), job -> !job.isEmpty());
    assertThat(left("quota-ada", "quota-1")).isEqualTo(40);
    finish(worker, first, 70);
    await().until(() -> left("quota-ada", "quota-1") == 40);
    String other = api.submit("quota-1", "");
    await().until(() -> api.state(other).equals("DISPATCHED"));
    String waiting =
        answers.stream()
            .map(answer -> answer.json().path("id").asText())
            .filter(job -> !job.equals(first))
            .findFirst()
            .orElseThrow();
    JsonNode job = ada.get("/api/v1/jobs/" + waiting).json();
    assertThat(job.path("state").asText()).isEqualTo("QUEUED");
    assertThat(job.path("message").asText())
        .contains("has 40 s left of 100 s on machine 'quota-1'");
    assertThat(one("quota-ada", "quota-1").path("waitingJobs").asInt()).isEqualTo(MANY - 1);

    // when
    finish(worker, other, 0);
    quota("quota-ada", "quota-1", 120);

    // then
    String next = await().until(() -> dispatched("quota-1"), id -> !id.isEmpty());
    assertThat(next).isNotEqualTo(first);
    assertThat(left("quota-ada", "quota-1")).isZero();
    assertThat(submit(ada, "\"machine\": \"quota-1\"", 60).body()).contains("nothing is left");
    assertThat(atOnce(() -> submit(ada, "\"machine\": \"quota-1\"", 60)))
        .allMatch(answer -> answer.status() == 400);
  }

  @Test
  void aQuotaIsChangedOnlyAsItWasSeen() {
    // given
    api.registerMachine("quota-tag");
    api.submitter("quota-tim");
    quota("quota-tim", "quota-tag", 100);
    String path = "/api/v1/quotas/quota-tim/quota-tag";
    String tag = api.get(path).header("ETag");

    // when
    Answer first = api.with("If-Match", tag).put(path, "{\"secondsPerMonth\": 200}");
    Answer late = api.with("If-Match", tag).put(path, "{\"secondsPerMonth\": 300}");
    Answer gone = api.with("If-Match", tag).delete(path);
    Answer absent =
        api.with("If-Match", "*")
            .put("/api/v1/quotas/admin/quota-tag", "{\"secondsPerMonth\": 300}");

    // then
    assertThat(first.status()).isEqualTo(200);
    assertThat(late.status()).isEqualTo(412);
    assertThat(gone.status()).isEqualTo(412);
    assertThat(absent.status()).isEqualTo(412);
    assertThat(api.get(path).json().path("secondsPerMonth").asLong()).isEqualTo(200);
    assertThat(api.get("/api/v1/quotas/admin/quota-tag").status()).isEqualTo(404);
    String now = api.get(path).header("ETag");
    assertThat(api.with("If-Match", now).delete(path).status()).isEqualTo(204);
  }

  @Test
  void ofReservationsAtOnceAsManyFitAsThereIsRoom() throws Exception {
    // given
    api.registerMachine("quota-2");
    api.submitter("quota-bob");
    quota("quota-bob", "quota-2", 600);

    // when
    List<Boolean> fits =
        atOnce(
            () ->
                transactions.call(
                    () ->
                        reservations.reserve(
                            "nobody's", "quota-bob", "quota-2", 60, Instant.now())));

    // then
    assertThat(fits).filteredOn(fit -> fit).hasSize(10);
    assertThat(left("quota-bob", "quota-2")).isZero();
    assertThat(one("quota-bob", "quota-2").path("reservedSeconds").asDouble()).isEqualTo(600);
  }

  @Test
  void whatTheMachineHasLostIsFreeAndWhatRanIsNot() {
    // given
    api.registerMachine("quota-3");
    Api cyd = api.submitter("quota-cyd");
    Worker worker = new Worker(kafka, "quota-3");
    quota("quota-cyd", "quota-3", 100);
    String job = submit(cyd, "\"machine\": \"quota-3\"", 80).json().path("id").asText();

    // when
    JobCommand lost = worker.order(job, 1);
    double reserved = one("quota-cyd", "quota-3").path("reservedSeconds").asDouble();
    assertThat(worker.outcome(lost, status(worker, lost, JobState.INTERRUPTED, 30))).isTrue();
    JobCommand again = worker.order(job, 2);
    double afterLoss = one("quota-cyd", "quota-3").path("usedSeconds").asDouble();
    assertThat(worker.outcome(again, status(worker, again, JobState.FAILED, 30))).isTrue();
    await().until(() -> api.state(job).equals("FAILED"));

    // then
    assertThat(reserved).isEqualTo(80);
    assertThat(afterLoss).isZero();
    assertThat(one("quota-cyd", "quota-3").path("usedSeconds").asDouble()).isEqualTo(30);
    assertThat(left("quota-cyd", "quota-3")).isEqualTo(70);
  }

  @Test
  void aLabelJobGoesToTheMachineWhereThereIsQuota() {
    // given: the first has none, and both are free
    api.put("/api/v1/machines/quota-4a", "{\"labels\": {\"quota\": \"x\"}}");
    Api dan = api.submitter("quota-dan");
    quota("quota-dan", "quota-4a", 100);
    used("quota-dan", "quota-4a", 90);

    // when
    String job = submit(dan, "\"labels\": {\"quota\": \"x\"}", 60).json().path("id").asText();
    await().until(() -> one("quota-dan", "quota-4a").path("waitingJobs").asInt() == 1);
    api.put("/api/v1/machines/quota-4b", "{\"labels\": {\"quota\": \"x\"}}");

    // then
    await().until(() -> api.state(job).equals("DISPATCHED"));
    JsonNode shown = dan.get("/api/v1/jobs/" + job).json();
    assertThat(shown.path("machine").asText()).isEqualTo("quota-4b");
    assertThat(shown.at("/queueing/labels").toString()).isEqualTo("{\"quota\":\"x\"}");
  }

  @Test
  void aLabelJobLeavesOutTheMachineThatIsUsedUp() {
    // given: one machine busy, the other free but used up
    api.put("/api/v1/machines/quota-6a", "{\"labels\": {\"quota\": \"z\"}}");
    api.put("/api/v1/machines/quota-6b", "{\"labels\": {\"quota\": \"z\"}}");
    Api fay = api.submitter("quota-fay");
    String busy = api.submit("quota-6b", "");
    await().until(() -> api.state(busy).equals("DISPATCHED"));
    quota("quota-fay", "quota-6a", 100);
    used("quota-fay", "quota-6a", 90);

    // when
    String job = submit(fay, "\"labels\": {\"quota\": \"z\"}", 60).json().path("id").asText();
    await().until(() -> one("quota-fay", "quota-6a").path("waitingJobs").asInt() == 1);
    quota("quota-fay", "quota-6a", 200);

    // then: it is back in all machines' pool
    await().until(() -> api.state(job).equals("DISPATCHED"));
    assertThat(fay.get("/api/v1/jobs/" + job).json().path("machine").asText())
        .isEqualTo("quota-6a");
  }

  @Test
  void aNewMonthLetsThoseGoOnThatWait() {
    // given
    api.registerMachine("quota-5");
    Api eve = api.submitter("quota-eve");
    quota("quota-eve", "quota-5", 100);
    used("quota-eve", "quota-5", 90);
    String job = submit(eve, "\"machine\": \"quota-5\"", 60).json().path("id").asText();
    await().until(() -> one("quota-eve", "quota-5").path("waitingJobs").asInt() == 1);

    // when: what was used was used in the month before
    sql.update(
        "UPDATE quota_use SET month = (month - interval '1 month')::date WHERE user_id = ?",
        "quota-eve");

    // then
    await().until(() -> api.state(job).equals("DISPATCHED"));
    assertThat(one("quota-eve", "quota-5").path("reservedSeconds").asDouble()).isEqualTo(60);
  }

  @Test
  void onlyOperatorsSetQuotasAndEverybodySeesOwnOnes() {
    // given
    api.registerMachine("quota-7");
    Api gus = api.submitter("quota-gus");
    api.submitter("quota-hal");
    quota("quota-gus", "quota-7", 50);
    quota("quota-hal", "quota-7", 50);

    // then
    assertThat(gus.put("/api/v1/quotas/quota-gus/quota-7", "{\"secondsPerMonth\": 9}").status())
        .isEqualTo(403);
    assertThat(gus.get("/api/v1/quotas?user=quota-hal").status()).isEqualTo(403);
    assertThat(gus.get("/api/v1/quotas").json().path("items")).hasSize(1);
    assertThat(api.get("/api/v1/quotas?machine=quota-7").json().path("items")).hasSize(2);
    assertThat(submit(gus, "\"machine\": \"quota-7\"", 60).body())
        .contains("less than the job's time limit of 60 s");
    assertThat(api.put("/api/v1/quotas/no/quota-no", "{\"secondsPerMonth\": -1}").fields())
        .containsExactly("secondsPerMonth", "user", "machine");
    assertThat(delete("quota-gus").status()).isEqualTo(204);
    assertThat(delete("quota-gus").status()).isEqualTo(404);
    assertThat(submit(gus, "\"machine\": \"quota-7\", \"hold\": true", 60).status()).isEqualTo(201);
  }

  private Answer delete(String user) {
    return api.send("DELETE", "/api/v1/quotas/" + user + "/quota-7", null, (String) null);
  }

  private void finish(Worker worker, String job, long seconds) {
    JobCommand order = worker.order(job, 1);
    assertThat(worker.outcome(order, status(worker, order, JobState.FINISHED, seconds))).isTrue();
    await().until(() -> api.state(job).equals("FINISHED"));
  }

  private static JobStatus status(Worker worker, JobCommand order, JobState state, long seconds) {
    return JobStatus.newBuilder(worker.status(order, state, null))
        .setErrorClass(
            state == JobState.INTERRUPTED
                ? ErrorClass.MACHINE
                : state == JobState.FAILED ? ErrorClass.USER : null)
        .setPhases(
            List.of(
                PhaseOutcome.newBuilder()
                    .setName("RUNTIME")
                    .setStartedAt(Instant.now())
                    .setDurationMicros(seconds * 1_000_000)
                    .build()))
        .build();
  }

  private static Answer submit(Api user, String fields, long seconds) {
    return user.post(
        "/api/v1/jobs",
        "{\"command\": [\"true\"], \"timeLimitSeconds\": " + seconds + ", " + fields + "}");
  }

  private void quota(String user, String machine, long seconds) {
    Answer answer =
        api.put("/api/v1/quotas/" + user + "/" + machine, "{\"secondsPerMonth\": " + seconds + "}");
    assertThat(answer.status()).isLessThan(300);
  }

  private void used(String user, String machine, long seconds) {
    sql.update(
        "INSERT INTO quota_use (user_id, machine, month, used_micros) VALUES (?, ?, ?::date, ?)",
        user,
        machine,
        Month.at(Instant.now()).day(),
        seconds * 1_000_000);
  }

  private JsonNode one(String user, String machine) {
    return api.get("/api/v1/quotas?user=" + user + "&machine=" + machine).json().at("/items/0");
  }

  private double left(String user, String machine) {
    return one(user, machine).path("leftSeconds").asDouble();
  }

  private String dispatched(String machine) {
    return sql.first(
            "SELECT id FROM jobs WHERE machine = ? AND state = 'DISPATCHED'",
            row -> row.text("id"),
            machine)
        .orElse("");
  }

  private static <T> List<T> atOnce(Callable<T> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(MANY);
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try {
      List<Future<T>> asked =
          IntStream.range(0, MANY)
              .mapToObj(
                  i ->
                      threads.submit(
                          () -> {
                            start.await();
                            return work.call();
                          }))
              .toList();
      List<T> answers = new ArrayList<>();
      for (Future<T> one : asked) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }
}
