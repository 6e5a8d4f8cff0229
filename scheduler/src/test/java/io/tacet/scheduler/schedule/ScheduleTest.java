package io.tacet.scheduler.schedule;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules that go by the clock, in the running service. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ScheduleTest {

  private static final String SELDOM = "{\"mode\": \"CRON\", \"cron\": \"0 0 1 1 *\"}";

  @Inject Sql sql;
  @Inject ScheduleKeeper keeper;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  /** One that is due each minute would go on into the tests of others. */
  @AfterEach
  void nothingGoesOn() {
    sql.update("UPDATE schedules SET state = 'DELETED', next_at = NULL WHERE state = 'ACTIVE'");
  }

  @Test
  void onceFiresOnceAndIsOver() {
    // given
    api.registerMachine("sched-1");
    Instant at = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MICROS);

    // when
    String schedule =
        make(api, "sched-1", "\"name\": \"soon\"", "{\"mode\": \"ONCE\", \"at\": \"" + at + "\"}");

    // then
    JsonNode firing = fired(schedule, 1).get(0);
    assertThat(Instant.parse(firing.path("dueAt").asText())).isEqualTo(at);
    JsonNode job = api.get("/api/v1/jobs/" + firing.path("job").asText()).json();
    assertThat(job.path("name").asText()).isEqualTo("soon");
    assertThat(job.path("machine").asText()).isEqualTo("sched-1");
    assertThat(show(schedule).path("state").asText()).isEqualTo("ENDED");
  }

  @Test
  void whatWasMissedFiresOnceHoweverManyLook() throws Exception {
    // given: due since a week, as if no scheduler had run
    api.registerMachine("sched-2");
    String schedule =
        make(api, "sched-2", "\"repeat\": 3", "{\"mode\": \"DAILY\", \"time\": \"03:30\"}");
    Instant weekAgo = Instant.now().minus(Duration.ofDays(7));

    // when: the service's own keeper and eight more
    ExecutorService others = Executors.newFixedThreadPool(8);
    try {
      sql.update("UPDATE schedules SET next_at = ? WHERE id = ?", weekAgo, schedule);
      Callable<Void> look =
          () -> {
            keeper.fire(schedule, Instant.now());
            return null;
          };
      for (Future<Void> done : others.invokeAll(Stream.generate(() -> look).limit(8).toList())) {
        done.get();
      }
    } finally {
      others.shutdown();
    }

    // then
    List<JsonNode> firings = fired(schedule, 1);
    assertThat(firings.get(0).path("message").asText()).contains("It stands for all");
    String group = firings.get(0).path("group").asText();
    assertThat(api.get("/api/v1/groups/" + group).json().path("jobs")).hasSize(3);
    assertThat(show(schedule).path("state").asText()).isEqualTo("ACTIVE");
    assertThat(Instant.parse(show(schedule).path("nextAt").asText())).isAfter(Instant.now());
  }

  @Test
  void whatIsRefusedIsAFailedFiringWithTheReason() {
    // given: a schedule whose owner leaves the project
    api.registerMachine("sched-3");
    Api ann = api.submitter("sched-ann");
    String schedule = make(ann, "sched-3", "\"repeat\": 1", SELDOM);
    sql.update("DELETE FROM members WHERE user_id = 'sched-ann'");

    // when
    due(schedule);

    // then
    JsonNode firing = fired(schedule, 1).get(0);
    assertThat(firing.path("outcome").asText()).isEqualTo("FAILED");
    assertThat(firing.path("message").asText()).contains("is in no project");
    assertThat(firing.path("job").isNull()).isTrue();
    assertThat(show(schedule).path("problem").asText()).contains("is in no project");
    assertThat(show(schedule).path("state").asText()).isEqualTo("ACTIVE");

    // when: back again, and by hand
    sql.update("INSERT INTO members (user_id, project_id) VALUES ('sched-ann', 'default')");
    JsonNode byHand = ann.post("/api/v1/schedules/" + schedule + "/run", null).json();

    // then
    assertThat(byHand.path("outcome").asText()).isEqualTo("SUBMITTED");
    JsonNode job = api.get("/api/v1/jobs/" + byHand.path("job").asText()).json();
    assertThat(job.path("submitter").asText()).isEqualTo("sched-ann");
    assertThat(show(schedule).path("problem").isNull()).isTrue();
  }

  @Test
  void aPausedScheduleFiresWhenItIsResumedAndNotForMeanwhile() {
    // given
    api.registerMachine("sched-4");
    String schedule = make(api, "sched-4", "\"missed\": \"run-all\"", SELDOM);

    // when
    JsonNode paused = api.post("/api/v1/schedules/" + schedule + "/pause", null).json();

    // then
    assertThat(paused.path("state").asText()).isEqualTo("PAUSED");
    assertThat(paused.path("nextAt").isNull()).isTrue();
    assertThat(api.get("/api/v1/schedules/" + schedule + "/next?count=2").json().path("firings"))
        .hasSize(2);

    // when
    JsonNode resumed = api.post("/api/v1/schedules/" + schedule + "/resume", null).json();

    // then
    assertThat(Instant.parse(resumed.path("nextAt").asText())).isAfter(Instant.now());
    assertThat(firings(schedule)).isEmpty();

    // when
    assertThat(api.send("DELETE", "/api/v1/schedules/" + schedule, null, (String) null).status())
        .isEqualTo(204);

    // then
    assertThat(show(schedule).path("state").asText()).isEqualTo("DELETED");
    assertThat(api.get("/api/v1/schedules?limit=500").body()).doesNotContain(schedule);
    assertThat(api.post("/api/v1/schedules/" + schedule + "/run", null).status()).isEqualTo(409);
    assertThat(api.post("/api/v1/schedules/" + schedule + "/resume", null).status()).isEqualTo(409);
  }

  @Test
  void onlyAllowedModesMayBeUsedAlsoLaterOn() {
    // given: a user who may use ONCE and DAILY only, after having made a schedule by cron
    api.registerMachine("sched-8");
    Api bob = api.submitter("sched-bob");
    String schedule = make(bob, "sched-8", "\"repeat\": 1", SELDOM);
    for (String mode : List.of("ONCE", "DAILY")) {
      sql.update("INSERT INTO user_schedule_modes (user_id, mode) VALUES ('sched-bob', ?)", mode);
    }

    // when
    due(schedule);

    // then
    assertThat(fired(schedule, 1).get(0).path("message").asText())
        .isEqualTo("User 'sched-bob' may not use schedules of mode CRON.");
    assertThat(bob.post("/api/v1/schedules", body("sched-8", "\"repeat\": 1", SELDOM)).status())
        .isEqualTo(403);
    make(bob, "sched-8", "\"repeat\": 1", "{\"mode\": \"DAILY\", \"time\": \"03:30\"}");
  }

  @Test
  void oneThatCantBeReadDoesNotKeepTheOthersFromFiring() {
    // given: a schedule that is due for longest, and makes no sense
    api.registerMachine("sched-7");
    String broken = make(api, "sched-7", "\"repeat\": 1", SELDOM);
    sql.update("UPDATE schedules SET timing = '{}' WHERE id = ?", broken);
    sql.update("UPDATE schedules SET next_at = now() - interval '1 day' WHERE id = ?", broken);
    String sound = make(api, "sched-7", "\"repeat\": 1", SELDOM);

    // when
    due(sound);

    // then
    assertThat(fired(sound, 1).get(0).path("outcome").asText()).isEqualTo("SUBMITTED");
    api.send("DELETE", "/api/v1/schedules/" + broken, null, (String) null);
  }

  @Test
  void whatIsWrongIsNamedFieldByField() {
    // given
    api.registerMachine("sched-5");

    // then
    assertThat(api.post("/api/v1/schedules", "{}").fields()).containsExactly("job", "timing.mode");
    assertThat(
            api.post(
                    "/api/v1/schedules",
                    "{\"missed\": \"never\", \"repeat\": 0, \"job\": {\"machine\": \"sched-5\","
                        + " \"command\": [\"true\"], \"hold\": true,"
                        + " \"latestStart\": \"2099-01-01T00:00:00Z\"}, \"timing\": {\"mode\":"
                        + " \"WEEKLY\", \"days\": [\"FUN\"], \"time\": \"3\", \"zone\": \"Mars\","
                        + " \"cron\": \"* * * * *\"}}")
                .fields())
        .containsExactlyInAnyOrder(
            "missed",
            "repeat",
            "job.hold",
            "job.latestStart",
            "timing.cron",
            "timing.time",
            "timing.days",
            "timing.zone");
    assertThat(refused("{\"mode\": \"CRON\", \"cron\": \"0 0 30 2 *\"}"))
        .containsExactly("timing.cron");
    assertThat(refused("{\"mode\": \"ONCE\", \"at\": \"2020-01-01T00:00:00Z\"}"))
        .containsExactly("timing.at");
    assertThat(refused("{\"mode\": \"COMMIT\"}")).containsExactly("timing.uri");
    assertThat(refused("{\"mode\": \"COMMIT\", \"uri\": \"ext::sh\", \"branch\": \"--x\"}"))
        .containsExactlyInAnyOrder("timing.uri", "timing.branch");
    assertThat(refused("{\"mode\": \"TAG\", \"uri\": \"https://h/r\", \"tags\": \"$(x)\"}"))
        .containsExactly("timing.tags");
  }

  @Test
  void othersSchedulesAreNotSeen() {
    // given
    api.registerMachine("sched-6");
    Api eve = api.submitter("sched-eve");
    String schedule = make(api, "sched-6", "\"repeat\": 1", SELDOM);

    // then
    assertThat(eve.get("/api/v1/schedules/" + schedule).status()).isEqualTo(403);
    assertThat(eve.get("/api/v1/schedules").json().path("items")).isEmpty();
    assertThat(eve.post("/api/v1/schedules/" + schedule + "/run", null).status()).isEqualTo(403);
    assertThat(api.get("/api/v1/schedules/nothing").status()).isEqualTo(404);
  }

  private List<String> refused(String timing) {
    return api.post("/api/v1/schedules", body("sched-5", "\"repeat\": 1", timing)).fields();
  }

  private static String body(String machine, String more, String timing) {
    return "{\"job\": {\"machine\": \"%s\", \"command\": [\"true\"]}, %s, \"timing\": %s}"
        .formatted(machine, more, timing);
  }

  private static String make(Api api, String machine, String more, String timing) {
    Api.Answer answer = api.post("/api/v1/schedules", body(machine, more, timing));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().path("id").asText();
  }

  private void due(String schedule) {
    sql.update(
        "UPDATE schedules SET timing = ?::jsonb WHERE id = ?",
        "{\"mode\": \"CRON\", \"cron\": \"* * * * *\"}",
        schedule);
    sql.update("UPDATE schedules SET next_at = date_trunc('minute', now()) WHERE id = ?", schedule);
  }

  private JsonNode show(String schedule) {
    return api.get("/api/v1/schedules/" + schedule).json();
  }

  private List<JsonNode> firings(String schedule) {
    JsonNode items = api.get("/api/v1/schedules/" + schedule + "/firings").json().path("items");
    return Stream.iterate(0, i -> i < items.size(), i -> i + 1).map(items::get).toList();
  }

  private List<JsonNode> fired(String schedule, int count) {
    await().untilAsserted(() -> assertThat(firings(schedule)).hasSize(count));
    return firings(schedule);
  }
}
