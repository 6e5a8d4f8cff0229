package io.tacet.scheduler.job;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs from submission to their end, with a worker on real Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class JobLifeTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  private Api api;

  @Inject Kafka kafka;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @Test
  void aJobGoesToItsMachineAndItsOutcomeComesBack() {
    // given
    Worker worker = machine("life-1");

    // when
    String job = api.submit("life-1", ", \"name\": \"one\"");
    JobCommand order = worker.order(job, 1);
    worker.progress(order, JobState.ACCEPTED, LONG);
    worker.progress(order, JobState.MEASURING, LONG);
    boolean reported = worker.outcome(order, JobState.FINISHED);

    // then
    assertThat(reported).isTrue();
    becomes(job, "FINISHED");
    assertThat(api.history(job))
        .containsExactly("QUEUED", "DISPATCHED", "ACCEPTED", "MEASURING", "FINISHED");
    assertThat(kafka.outcomes(job)).containsExactly("1:FINISHED");
    assertThat(kafka.events(kafka.topics().jobStatus(), job, JobStatus.class))
        .extracting(JobStatus::getState)
        .containsExactly(
            JobState.QUEUED,
            JobState.DISPATCHED,
            JobState.ACCEPTED,
            JobState.MEASURING,
            JobState.FINISHED);
  }

  @Test
  void aJobWithoutANameTakesThatOfItsScenario() {
    // given
    Worker worker = machine("life-names");
    String nameless = api.submit("life-names", "");
    JobCommand order = worker.order(nameless, 1);

    // when
    JobStatus status = worker.status(order, JobState.MEASURING, LONG);
    status.setJobName("Compress\nmodules");
    kafka.send(kafka.topics().jobStatus(), nameless, status);

    // then
    becomes(nameless, "MEASURING");
    assertThat(nameOf(nameless)).isEqualTo("Compress modules");
    assertThat(order.getOrder()).extracting(JobOrder::getNamed).isEqualTo(false);
    worker.outcome(order, JobState.FINISHED);
  }

  @Test
  void aNameTheSubmitterGaveStays() {
    // given
    Worker worker = machine("life-own-names");
    String named = api.submit("life-own-names", ", \"name\": \"mine\"");
    JobCommand order = worker.order(named, 1);

    // when
    JobStatus status = worker.status(order, JobState.MEASURING, LONG);
    status.setJobName("Compress modules");
    kafka.send(kafka.topics().jobStatus(), named, status);

    // then
    becomes(named, "MEASURING");
    assertThat(nameOf(named)).isEqualTo("mine");
    assertThat(order.getOrder()).extracting(JobOrder::getNamed).isEqualTo(true);
  }

  @Test
  void theNextJobIsOrderedWhenTheFirstIsOver() {
    // given
    Worker worker = machine("life-2");
    String first = api.submit("life-2", "");
    String second = api.submit("life-2", "");
    JobCommand order = worker.order(first, 1);
    assertThat(api.state(second)).isEqualTo("QUEUED");

    // when
    worker.outcome(order, JobState.FINISHED);

    // then
    assertThat(worker.order(second, 1).getOrderId()).isNotEqualTo(order.getOrderId());
  }

  @Test
  void anInterruptedJobIsTriedAgainUntilNoAttemptIsLeft() {
    // given
    Worker worker = machine("life-3");
    String job = api.submit("life-3", ", \"maxAttempts\": 2");

    // when
    worker.outcome(worker.order(job, 1), JobState.INTERRUPTED);
    worker.outcome(worker.order(job, 2), JobState.INTERRUPTED);

    // then
    becomes(job, "FAILED");
    assertThat(api.get("/api/v1/jobs/" + job).json().path("message").asText())
        .isEqualTo(
            "Given up after 2 of 2 attempts; the last was interrupted (MACHINE): the power went");
    assertThat(api.history(job))
        .containsExactly(
            "QUEUED", "DISPATCHED", "INTERRUPTED", "QUEUED", "DISPATCHED", "INTERRUPTED", "FAILED");
    await()
        .untilAsserted(
            () ->
                assertThat(kafka.outcomes(job)).containsExactly("1:INTERRUPTED", "2:INTERRUPTED"));
  }

  @Test
  void aWithdrawnOrderDoesNotCountAsAnAttempt() {
    // given
    Worker worker = machine("life-4");
    String job = api.submit("life-4", ", \"maxAttempts\": 1");

    // when
    worker.outcome(worker.order(job, 1), JobState.WITHDRAWN);

    // then
    worker.outcome(worker.order(job, 2), JobState.FINISHED);
    becomes(job, "FINISHED");
    assertThat(api.get("/api/v1/jobs/" + job).json().path("attemptsCounted").asInt()).isOne();
  }

  @Test
  void aWordOfAnotherOrderIsKeptAsIgnored() {
    // given
    Worker worker = machine("life-5");
    String job = api.submit("life-5", "");
    JobCommand first = worker.order(job, 1);
    worker.outcome(first, JobState.INTERRUPTED);
    worker.order(job, 2);

    // when
    worker.progress(first, JobState.MEASURING, LONG);

    // then
    await()
        .untilAsserted(
            () ->
                assertThat(api.get("/api/v1/jobs/" + job + "/events").body())
                    .contains("OTHER_ORDER"));
    assertThat(api.state(job)).isEqualTo("DISPATCHED");
  }

  @Test
  void theSameEventTwiceChangesNothing() {
    // given
    Worker worker = machine("life-6");
    String job = api.submit("life-6", "");
    JobStatus accepted = worker.status(worker.order(job, 1), JobState.ACCEPTED, LONG);

    // when
    kafka.send(kafka.topics().jobStatus(), job, accepted);
    kafka.send(kafka.topics().jobStatus(), job, accepted);
    worker.progress(worker.order(job, 1), JobState.PREPARING, LONG);

    // then
    becomes(job, "PREPARING");
    assertThat(api.get("/api/v1/jobs/" + job + "/events").json().path("items")).hasSize(4);
  }

  @Test
  void aWaitingJobIsCancelledAtOnce() {
    // given
    Worker worker = machine("life-7");
    String first = api.submit("life-7", "");
    worker.order(first, 1);
    String second = api.submit("life-7", "");

    // when
    Api.Answer answer =
        api.post("/api/v1/jobs/" + second + "/cancel", "{\"reason\": \"not needed\"}");

    // then
    assertThat(answer.json().path("state").asText()).isEqualTo("CANCELLED");
    assertThat(answer.json().path("message").asText()).isEqualTo("Cancelled by admin: not needed");
  }

  @Test
  void anOrderThatIsNotRunningIsEndedInTheMachinesPlace() {
    // given
    Worker worker = machine("life-8");
    String job = api.submit("life-8", "");
    JobCommand order = worker.order(job, 1);

    // when
    api.post("/api/v1/jobs/" + job + "/cancel", null);

    // then
    becomes(job, "CANCELLED");
    assertThat(worker.outcome(order, JobState.FINISHED)).isFalse();
    assertThat(kafka.outcomes(job)).containsExactly("1:CANCELLED");
  }

  @Test
  void aRunningInterruptibleJobIsAskedToStop() {
    // given
    Worker worker = machine("life-9");
    String job = api.submit("life-9", ", \"interruptible\": true");
    JobCommand order = worker.order(job, 1);
    worker.progress(order, JobState.MEASURING, LONG);
    becomes(job, "MEASURING");

    // when
    api.post("/api/v1/jobs/" + job + "/cancel", null);

    // then
    await().until(() -> worker.commands(job, CommandKind.CANCEL).size() == 1);
    assertThat(api.state(job)).isEqualTo("CANCEL_REQUESTED");
    assertThat(worker.outcome(order, JobState.INTERRUPTED)).isTrue();
    becomes(job, "CANCELLED");
  }

  @Test
  void anOutcomeThatIsFasterThanTheCancelStands() {
    // given
    Worker worker = machine("life-10");
    String job = api.submit("life-10", "");
    JobCommand order = worker.order(job, 1);

    // when
    worker.outcome(order, JobState.FINISHED);
    api.post("/api/v1/jobs/" + job + "/cancel", null);

    // then
    becomes(job, "FINISHED");
    assertThat(kafka.outcomes(job)).containsExactly("1:FINISHED");
    assertThat(api.post("/api/v1/jobs/" + job + "/cancel", null).status()).isEqualTo(409);
  }

  private String nameOf(String job) {
    return api.get("/api/v1/jobs/" + job).json().path("name").asText();
  }

  private Worker machine(String id) {
    api.registerMachine(id);
    return new Worker(kafka, id);
  }

  private void becomes(String job, String state) {
    await().untilAsserted(() -> assertThat(api.state(job)).isEqualTo(state));
  }
}
