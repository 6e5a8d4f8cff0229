package io.tacet.scheduler.schedule;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Api.Answer;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules that are changed while they live. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ScheduleEditTest {

  private static final String YEARLY = "{\"mode\": \"CRON\", \"cron\": \"0 0 1 1 *\"}";
  private static final String DAILY = "{\"mode\": \"DAILY\", \"time\": \"03:30\"}";

  @Inject Sql sql;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
    api.registerMachine("edit-1");
  }

  @AfterEach
  void nothingGoesOn() {
    sql.update("UPDATE schedules SET state = 'DELETED', next_at = NULL WHERE state = 'ACTIVE'");
  }

  @Test
  void anotherTimingCountsFromNowOn() {
    // given
    String path = made(api, "one", YEARLY);
    Instant late = Instant.now().plus(100, ChronoUnit.DAYS);
    sql.update("UPDATE schedules SET next_at = ? WHERE id = ?", late, id(path));

    // when
    Answer answer = api.put(path, body("two", DAILY));

    // then
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode now = api.get(path).json();
    assertThat(now.path("name").asText()).isEqualTo("two");
    assertThat(now.at("/timing/mode").asText()).isEqualTo("DAILY");
    assertThat(Instant.parse(now.path("nextAt").asText()))
        .isBetween(Instant.now(), Instant.now().plus(25, ChronoUnit.HOURS));
    assertThat(api.get(path + "/firings").json().path("items")).isEmpty();
  }

  @Test
  void theSameTimingKeepsItsNextFiring() {
    // given
    String path = made(api, "one", DAILY);
    Instant due = Instant.parse("2099-01-01T00:00:00Z");
    sql.update("UPDATE schedules SET next_at = ? WHERE id = ?", due, id(path));

    // when
    Answer answer = api.put(path, body("other", DAILY));

    // then
    assertThat(answer.json().path("name").asText()).isEqualTo("other");
    assertThat(Instant.parse(answer.json().path("nextAt").asText())).isEqualTo(due);
  }

  @Test
  void aPausedOneStaysPausedAndOneThatHasEndedGoesOn() {
    // given
    String paused = made(api, "paused", YEARLY);
    api.post(paused + "/pause", null);
    Instant soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MICROS);
    String once = made(api, "once", "{\"mode\": \"ONCE\", \"at\": \"" + soon + "\"}");
    await().until(() -> api.get(once).json().path("state").asText().equals("ENDED"));

    // when: another name leaves a time that has passed as it is, another timing does not
    JsonNode renamed =
        api.put(once, body("gone", api.get(once).json().path("timing").toString())).json();
    JsonNode again = api.put(once, body("gone", DAILY)).json();
    JsonNode still = api.put(paused, body("paused", DAILY)).json();

    // then
    assertThat(renamed.path("state").asText()).isEqualTo("ENDED");
    assertThat(again.path("state").asText()).isEqualTo("ACTIVE");
    assertThat(still.path("state").asText()).isEqualTo("PAUSED");
    assertThat(still.path("nextAt").isNull()).isTrue();
    assertThat(api.get(once + "/firings").json().path("items")).hasSize(1);
  }

  @Test
  void aRepositoryIsLookedAtAnew() {
    // given
    String path =
        made(
            api,
            "watch",
            "{\"mode\": \"COMMIT\", \"uri\": \"file:///nowhere-1\", \"branch\": \"main\"}");
    sql.update("UPDATE schedules SET seen = '{abc}', failures = 3 WHERE id = ?", id(path));

    // when
    JsonNode now =
        api.put(
                path,
                body(
                    "watch",
                    "{\"mode\": \"COMMIT\", \"uri\": \"file:///nowhere-2\","
                        + " \"branch\": \"main\"}"))
            .json();

    // then
    assertThat(now.path("seen").isNull()).isTrue();
    assertThat(Instant.parse(now.path("nextAt").asText()))
        .isBefore(Instant.now().plus(2, ChronoUnit.MINUTES));
  }

  @Test
  void itIsChangedOnlyAsItWasSeenAndByWhoMay() {
    // given
    String path = made(api, "one", YEARLY);
    String tag = api.get(path).header("ETag");

    // then
    assertThat(api.with("If-Match", tag).put(path, body("two", YEARLY)).status()).isEqualTo(200);
    assertThat(api.with("If-Match", tag).put(path, body("three", YEARLY)).status()).isEqualTo(412);
    assertThat(api.get(path).json().path("name").asText()).isEqualTo("two");
    assertThat(api.submitter("edit-eve").put(path, body("eve's", YEARLY)).status()).isEqualTo(403);
    assertThat(api.put(path, body("x", "{\"mode\": \"DAILY\"}")).fields())
        .containsExactly("timing.time");
    assertThat(api.put(path, "{}").fields()).containsExactly("job", "timing.mode");
    assertThat(api.put("/api/v1/schedules/nothing", body("x", YEARLY)).status()).isEqualTo(404);
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.put(path, body("x", YEARLY)).status()).isEqualTo(409);
  }

  @Test
  void anOperatorChangesItWithItsOwnersRights() {
    // given: priorities above 0 are for operators
    String path = made(api.submitter("edit-ann"), "ann's", YEARLY);

    // when
    Answer answer =
        api.put(path, body("ann's", YEARLY).replace("[\"true\"]", "[\"true\"], \"priority\": 5"));

    // then
    assertThat(answer.status()).as(answer.body()).isBetween(400, 403);
    assertThat(api.put(path, body("renamed", YEARLY)).json().path("owner").asText())
        .isEqualTo("edit-ann");
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String body(String name, String timing) {
    return """
    {"name": "%s", "job": {"machine": "edit-1", "command": ["true"]}, "timing": %s}
    """
        .formatted(name, timing);
  }

  private static String made(Api api, String name, String timing) {
    Answer answer = api.post("/api/v1/schedules", body(name, timing));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return "/api/v1/schedules/" + answer.json().path("id").asText();
  }
}
