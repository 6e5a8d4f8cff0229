package io.tacet.scheduler.job;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that are held and released, on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class HoldingTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aHeldJobIsPassedOverUntilItIsReleased() {
    // given
    api.registerMachine("hold-1");
    Worker worker = new Worker(kafka, "hold-1");
    String held = api.submit("hold-1", ", \"hold\": true");

    // when
    String other = api.submit("hold-1", "");
    JobCommand order = worker.order(other, 1);

    // then
    assertThat(api.state(held)).isEqualTo("QUEUED");
    assertThat(queueing(held, "heldBy")).isEqualTo("admin");

    // when
    assertThat(api.post("/api/v1/jobs/" + held + "/release", null).status()).isEqualTo(200);
    worker.outcome(order, JobState.FINISHED);

    // then
    assertThat(worker.order(held, 1).getJobId()).isEqualTo(held);
  }

  @Test
  void anOrderTheMachineHasNotBegunGoesBackToTheQueue() {
    // given
    api.registerMachine("hold-2");
    Worker worker = new Worker(kafka, "hold-2");
    String job = api.submit("hold-2", ", \"maxAttempts\": 1");
    JobCommand order = worker.order(job, 1);

    // when
    api.post("/api/v1/jobs/" + job + "/hold", "{\"reason\": \"not yet\"}");

    // then
    becomes(job, "QUEUED");
    assertThat(worker.outcome(order, JobState.FINISHED)).isFalse();
    assertThat(kafka.outcomes(job)).containsExactly("1:WITHDRAWN");
    String next = api.submit("hold-2", "");
    worker.outcome(worker.order(next, 1), JobState.FINISHED);

    // when
    api.post("/api/v1/jobs/" + job + "/release", null);

    // then
    assertThat(worker.outcome(worker.order(job, 2), JobState.FINISHED)).isTrue();
    becomes(job, "FINISHED");
  }

  @Test
  void aMachineThatHasBegunGoesOn() {
    // given
    api.registerMachine("hold-3");
    Worker worker = new Worker(kafka, "hold-3");
    String job = api.submit("hold-3", "");
    JobCommand order = worker.order(job, 1);

    // when
    worker.progress(order, JobState.PREPARING, LONG);
    becomes(job, "PREPARING");

    // then
    assertThat(api.post("/api/v1/jobs/" + job + "/hold", null).status()).isEqualTo(409);
    assertThat(worker.outcome(order, JobState.FINISHED)).isTrue();
    becomes(job, "FINISHED");
    assertThat(api.post("/api/v1/jobs/" + job + "/hold", null).status()).isEqualTo(409);
  }

  @Test
  void whatAnOperatorHoldsOnlyOperatorsRelease() {
    // given
    api.registerMachine("hold-4");
    Api ada = api.submitter("hold-ada");
    Api bob = api.submitter("hold-bob");
    String job = ada.submit("hold-4", ", \"hold\": true");

    // then
    assertThat(bob.post("/api/v1/jobs/" + job + "/release", null).status()).isEqualTo(403);
    assertThat(ada.post("/api/v1/jobs/" + job + "/release", null).status()).isEqualTo(200);
    becomes(job, "DISPATCHED");

    // when
    api.post("/api/v1/jobs/" + job + "/hold", null);
    becomes(job, "QUEUED");

    // then
    assertThat(ada.post("/api/v1/jobs/" + job + "/release", null).status()).isEqualTo(403);
    assertThat(bob.post("/api/v1/jobs/" + job + "/hold", null).status()).isEqualTo(403);
    assertThat(api.post("/api/v1/jobs/" + job + "/release", null).status()).isEqualTo(200);
    becomes(job, "DISPATCHED");
  }

  @Test
  void aHeldJobCanBeCancelled() {
    // given
    api.registerMachine("hold-5");
    String job = api.submit("hold-5", ", \"hold\": true");

    // when
    api.post("/api/v1/jobs/" + job + "/cancel", null);

    // then
    assertThat(api.state(job)).isEqualTo("CANCELLED");
  }

  private String queueing(String job, String field) {
    return api.get("/api/v1/jobs/" + job).json().path("queueing").path(field).asText();
  }

  private void becomes(String job, String state) {
    await().untilAsserted(() -> assertThat(api.state(job)).isEqualTo(state));
  }
}
