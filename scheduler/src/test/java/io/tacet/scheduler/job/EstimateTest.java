package io.tacet.scheduler.job;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Surroundings;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a waiting job may begin, from a history that is written here. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class EstimateTest {

  @Inject Sql sql;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void itRestsOnTheMachinesHistoryAndOnWhatGoesFirst() {
    // given: three jobs took 100 s each, and the one at work has had 40 s of it
    api.registerMachine("guess-1");
    api.put("/api/v1/projects/guess-other", "{}");
    for (int i = 0; i < 3; i++) {
      history("guess-1", i, 100);
    }
    String busy = api.submit("guess-1", "");
    await().until(() -> api.state(busy).equals("DISPATCHED"));
    Instant began = Instant.now().minusSeconds(40);
    sql.update("UPDATE jobs SET dispatched_at = ? WHERE id = ?", began, busy);
    for (int i = 0; i < 2; i++) {
      api.submit("guess-1", "");
    }
    for (int i = 0; i < 5; i++) {
      api.submit("guess-1", ", \"project\": \"guess-other\"");
    }
    api.submit("guess-1", ", \"priority\": 4");
    api.submit("guess-1", ", \"priority\": -4");
    String mine = api.submit("guess-1", ", \"project\": \"default\"");

    // when
    JsonNode estimate = estimate(mine);

    // then: the two of its project, three of the other that has its turns meanwhile, and the one
    // with the higher priority
    assertThat(estimate.path("jobsBefore").asInt()).isEqualTo(2 + 3 + 1);
    assertThat(estimate.path("basedOn").asInt()).isEqualTo(3);
    assertThat(estimate.path("machine").asText()).isEqualTo("guess-1");
    assertThat(Instant.parse(estimate.path("startsAt").asText()))
        .isBetween(began.plusSeconds(100 + 599), began.plusSeconds(100 + 601));
  }

  @Test
  void withoutHistoryItRestsOnTheTimeLimitAndHeldJobsHaveNone() {
    // given
    api.registerMachine("guess-2");
    String busy = api.submit("guess-2", "");
    await().until(() -> api.state(busy).equals("DISPATCHED"));
    String waiting = api.submit("guess-2", ", \"timeLimitSeconds\": 600");
    String held = api.submit("guess-2", ", \"hold\": true");

    // then
    assertThat(estimate(waiting).path("basedOn").asInt()).isZero();
    assertThat(Instant.parse(estimate(waiting).path("startsAt").asText()))
        .isBetween(Instant.now().plusSeconds(500), Instant.now().plusSeconds(600));
    assertThat(estimate(held).isNull()).isTrue();
    assertThat(estimate(busy).isNull()).isTrue();
  }

  private JsonNode estimate(String job) {
    return api.get("/api/v1/jobs/" + job).json().path("queueing").path("estimate");
  }

  private void history(String machine, int number, int seconds) {
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, pool, state, max_attempts,
                          definition, submitted_at, dispatched_at, ended_at)
        VALUES (?, 'history', 'default', 'admin', ?, ?, 'FINISHED', 3,
          '{"named": true, "command": ["true"], "variables": {}, "timeLimitSeconds": 60,
            "interruptible": false}', ?, ?, ?)
        """,
        machine + "-" + number,
        machine,
        machine,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(seconds));
  }
}
