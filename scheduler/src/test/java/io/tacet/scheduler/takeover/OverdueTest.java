package io.tacet.scheduler.takeover;

import static io.tacet.scheduler.running.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.running.Api;
import io.tacet.scheduler.running.Kafka;
import io.tacet.scheduler.running.SettableClock;
import io.tacet.scheduler.running.Surroundings;
import io.tacet.scheduler.running.Worker;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.Notice;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines that fall silent longer than they said. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class OverdueTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @Inject Kafka kafka;
  @Inject SettableClock clock;
  @Inject JobStore jobs;
  @Inject OverdueWatch watch;

  private Api api;

  @BeforeEach
  void ready() {
    api = Api.admin();
  }

  @AfterEach
  void rightClock() {
    clock.setAhead(Duration.ZERO);
  }

  @Test
  void anOverdueMachinesOrderIsInterruptedAndItsLateOutcomeSuperseded() {
    // given
    Worker worker = machine("due-1");
    String job = api.submit("due-1", ", \"maxAttempts\": 1");
    JobCommand order = worker.order(job, 1);

    // when
    worker.progress(order, JobState.MEASURING, Duration.ofMillis(100));

    // then
    await().until(() -> api.state(job).equals("FAILED"));
    assertThat(worker.outcome(order, JobState.FINISHED)).isFalse();
    assertThat(kafka.outcomes(job)).containsExactly("1:INTERRUPTED");
    await()
        .untilAsserted(
            () ->
                assertThat(notices("due-1"))
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.getJobId()).isEqualTo(job)));
  }

  @Test
  void aClockThatIsAheadInterruptsNothing() throws InterruptedException {
    // given
    Worker worker = machine("due-2");
    String job = api.submit("due-2", "");
    JobCommand order = worker.order(job, 1);
    worker.progress(order, JobState.MEASURING, LONG);
    JobRow measuring = measuring(job);

    // when
    clock.setAhead(Duration.ofHours(1));
    boolean interrupted = watch.interrupt(measuring);

    // then
    assertThat(interrupted).isFalse();
    assertThat(api.state(job)).isEqualTo("MEASURING");

    // then: its outcome stands; the service's own watch may look at the same moment, which fences
    clock.setAhead(Duration.ZERO);
    await()
        .ignoreExceptionsInstanceOf(KafkaException.class)
        .until(() -> worker.outcome(order, JobState.FINISHED));
    await().until(() -> api.state(job).equals("FINISHED"));
    assertThat(kafka.outcomes(job)).containsExactly("1:FINISHED");
  }

  @Test
  void aStatusThatCameMeanwhileSavesTheOrder() throws InterruptedException {
    // given
    Worker worker = machine("due-3");
    String job = api.submit("due-3", "");
    JobCommand order = worker.order(job, 1);
    worker.progress(order, JobState.PREPARING, LONG);
    JobRow row =
        await().until(() -> jobs.find(job).orElseThrow(), one -> one.statusDueAt() != null);
    JobRow stale = withDue(row, Instant.now().minusSeconds(60));

    // when
    boolean interrupted = watch.interrupt(stale);

    // then
    assertThat(interrupted).isFalse();
    assertThat(worker.outcome(order, JobState.FINISHED)).isTrue();
  }

  @Test
  void progressAfterACancelRequestKeepsTheOrderAlive() {
    // given
    Worker worker = machine("due-4");
    String job = api.submit("due-4", ", \"interruptible\": true");
    JobCommand order = worker.order(job, 1);
    worker.progress(order, JobState.PREPARING, LONG);
    await().until(() -> api.state(job).equals("PREPARING"));
    api.post("/api/v1/jobs/" + job + "/cancel", null);
    Instant before = jobs.find(job).orElseThrow().statusDueAt();

    // when
    worker.progress(order, JobState.MEASURING, LONG.multipliedBy(2));

    // then
    await().until(() -> !Objects.equals(before, jobs.find(job).orElseThrow().statusDueAt()));
    assertThat(api.state(job)).isEqualTo("CANCEL_REQUESTED");
    assertThat(worker.outcome(order, JobState.CANCELLED)).isTrue();
    await().until(() -> api.state(job).equals("CANCELLED"));
  }

  @Test
  void operatorsAreToldOnceOfAnIdleMachineThatIsSilent() {
    // given
    machine("due-5");

    // when
    kafka.send(
        kafka.topics().machineStatus(),
        "due-5",
        MachineStatus.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(Instant.now())
            .setMachine("due-5")
            .setState(MachineState.IDLE)
            .setNextStatusWithinMicros(100_000L)
            .build());

    // then
    await().until(() -> notices("due-5").size() == 1);
    assertThat(api.get("/api/v1/machines/due-5").json().path("overdue").asBoolean()).isTrue();
    assertThat(api.get("/api/v1/machines/due-5").json().path("state").asText()).isEqualTo("IDLE");
  }

  private List<Notice> notices(String machine) {
    return kafka.events(kafka.topics().notices(), "OPERATORS", Notice.class).stream()
        .filter(notice -> machine.equals(notice.getMachine()))
        .filter(notice -> notice.getKind().equals("machine-overdue"))
        .toList();
  }

  private JobRow measuring(String job) {
    return await()
        .until(() -> jobs.find(job).orElseThrow(), one -> one.state() == JobState.MEASURING);
  }

  private static JobRow withDue(JobRow row, Instant due) {
    return new JobRow(
        row.id(),
        row.name(),
        row.project(),
        row.submitter(),
        row.machine(),
        row.state(),
        row.attempt(),
        row.attemptsCounted(),
        row.maxAttempts(),
        row.orderId(),
        row.definition(),
        row.submittedAt(),
        row.dispatchedAt(),
        row.endedAt(),
        due,
        row.errorClass(),
        row.message(),
        row.outcome(),
        row.cancelledBy(),
        row.closing(),
        row.standing());
  }

  private Worker machine(String id) {
    api.registerMachine(id);
    return new Worker(kafka, id);
  }
}
