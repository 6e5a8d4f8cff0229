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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that come after others, have a latest start, or are tried again after a pause. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class DependencyTest {

  @Inject Kafka kafka;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aJobRunsAfterAllItComesAfterHaveFinished() {
    // given
    Worker worker = machine("after-1");
    Worker other = machine("after-1b");
    String first = api.submit("after-1", "");
    String second = api.submit("after-1b", "");
    String last = api.submit("after-1", after(first, second));
    assertThat(queueing(last).path("waitsFor").asInt()).isEqualTo(2);
    assertThat(queueing(last).path("after")).hasSize(2);

    // when
    worker.outcome(worker.order(first, 1), JobState.FINISHED);
    await().until(() -> queueing(last).path("waitsFor").asInt() == 1);
    assertThat(api.state(last)).isEqualTo("QUEUED");
    other.outcome(other.order(second, 1), JobState.FINISHED);

    // then
    assertThat(worker.order(last, 1).getJobId()).isEqualTo(last);
  }

  @Test
  void whatDoesNotFinishTakesAlongAllThatComesAfter() {
    // given
    Worker worker = machine("after-2");
    String first = api.submit("after-2", "");
    String second = api.submit("after-2", after(first));
    String third = api.submit("after-2", after(second));
    String however = api.submit("after-2", after(second) + ", \"afterAny\": true");

    // when
    worker.outcome(worker.order(first, 1), JobState.FAILED);

    // then
    becomes(second, "CANCELLED");
    becomes(third, "CANCELLED");
    assertThat(message(third))
        .isEqualTo("Cancelled: it was to run after job " + second + ", which is CANCELLED.");
    assertThat(worker.order(however, 1).getJobId()).isEqualTo(however);
    assertThat(kafka.events(kafka.topics().jobStatus(), third, io.tacet.schema.JobStatus.class))
        .extracting(io.tacet.schema.JobStatus::getState)
        .containsExactly(JobState.QUEUED, JobState.CANCELLED);
  }

  @Test
  void aJobThatWouldNeverRunIsRefused() {
    // given
    machine("after-3");
    String held = api.submit("after-3", ", \"hold\": true");
    api.post("/api/v1/jobs/" + held + "/cancel", null);

    // when
    Api.Answer answer =
        api.post(
            "/api/v1/jobs",
            "{\"machine\": \"after-3\", \"command\": [\"true\"]" + after(held, "nosuchjob") + "}");

    // then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.fields()).containsExactly("after[0]", "after[1]");
    assertThat(answer.body()).contains("is CANCELLED, so this one would never run");
    assertThat(api.submit("after-3", after(held) + ", \"afterAny\": true")).isNotBlank();
  }

  @Test
  void oneCanNotComeAfterSomebodyElsesJob() {
    // given
    machine("after-4");
    Api ada = api.submitter("after-ada");
    String own = api.submit("after-4", ", \"hold\": true");

    // when
    Api.Answer answer =
        ada.post(
            "/api/v1/jobs",
            "{\"machine\": \"after-4\", \"command\": [\"true\"]" + after(own) + "}");

    // then
    assertThat(answer.fields()).containsExactly("after[0]");
    assertThat(answer.body()).contains("there is no job");
  }

  @Test
  void aJobThatHasNotBegunByItsLatestStartFails() {
    // given
    machine("after-5");
    api.submit("after-5", "");

    // when
    String late =
        api.submit("after-5", ", \"latestStart\": \"" + Instant.now().plusSeconds(4) + "\"");

    // then
    becomes(late, "FAILED");
    assertThat(message(late)).startsWith("It had not begun by its latest start");
  }

  @Test
  void anOrderNobodyHasBegunByTheLatestStartIsWithdrawn() {
    // given
    Worker worker = machine("after-6");
    String late =
        api.submit("after-6", ", \"latestStart\": \"" + Instant.now().plusSeconds(8) + "\"");
    JobCommand order = worker.order(late, 1);

    // when nobody takes the order

    // then
    becomes(late, "FAILED");
    assertThat(worker.outcome(order, JobState.FINISHED)).isFalse();
    assertThat(kafka.outcomes(late)).containsExactly("1:WITHDRAWN");
  }

  @Test
  void anInterruptedJobPausesAndLetsOthersGoFirst() {
    // given
    Worker worker = machine("after-7");
    String unlucky = api.submit("after-7", "");
    JobCommand order = worker.order(unlucky, 1);
    String other = api.submit("after-7", "");

    // when
    worker.outcome(order, JobState.INTERRUPTED);

    // then
    JobCommand others = worker.order(other, 1);
    assertThat(message(unlucky)).contains("another one will be made in");
    worker.outcome(others, JobState.FINISHED);
    assertThat(worker.order(unlucky, 2).getJobId()).isEqualTo(unlucky);
  }

  private com.fasterxml.jackson.databind.JsonNode queueing(String job) {
    return api.get("/api/v1/jobs/" + job).json().path("queueing");
  }

  private String message(String job) {
    return api.get("/api/v1/jobs/" + job).json().path("message").asText();
  }

  private static String after(String... jobs) {
    return ", \"after\": [\"" + String.join("\", \"", List.of(jobs)) + "\"]";
  }

  private Worker machine(String id) {
    api.registerMachine(id);
    return new Worker(kafka, id);
  }

  private void becomes(String job, String state) {
    await().untilAsserted(() -> assertThat(api.state(job)).isEqualTo(state));
  }
}
