package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.measure.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that somebody else ends while a worker has them. */
class EndedElsewhereTest {

  @TempDir Path state;
  private TestMachine machine;

  @BeforeEach
  void open() throws Exception {
    machine = new TestMachine();
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  @Test
  void a_result_whose_order_was_ended_meanwhile_is_kept_and_not_reported() throws Exception {
    // given: while the job runs, the scheduler ends its order
    JobCommand order = machine.order("job-1");
    machine.runner.scripts.put(
        "job-1",
        border -> {
          border.enterSilence(Duration.ofSeconds(5));
          machine.endInstead(order, 0, JobState.INTERRUPTED);
          return Measurements.finished();
        });
    machine.start(state);

    // when
    machine.send(order);
    machine.send(machine.order("job-2"));

    // then
    machine.awaitOutcome("job-2");
    assertThat(machine.outcomes())
        .extracting(JobStatus::getState)
        .containsExactly(JobState.INTERRUPTED, JobState.FINISHED);
    assertThat(state.resolve("superseded").resolve(order.getOrderId()).resolve("JobStatus.avro"))
        .exists();
    machine.awaitEndOfTransaction();
    assertThat(machine.read(machine.topics.results(), PhaseResults.class))
        .extracting(PhaseResults::getJobId)
        .containsExactly("job-2");
    await()
        .atMost(TestTopics.LIMIT)
        .until(() -> machine.lastMachineStatus().getSupersededResults() == 1);
  }

  @Test
  void an_order_ended_by_somebody_else_does_not_enter_a_silence() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    CountDownLatch refused = new CountDownLatch(1);
    machine.runner.scripts.put(
        "job-1",
        border -> {
          machine.endInstead(order, 0, JobState.INTERRUPTED);
          if (!border.enterSilence(Duration.ofSeconds(5))) {
            refused.countDown();
          }
          return Measurements.with(new Ending.Cancelled());
        });
    machine.start(state);

    // when
    machine.send(order);

    // then
    refused.await();
    machine.send(machine.order("job-2"));
    machine.awaitOutcome("job-2");
    assertThat(machine.outcomes())
        .extracting(JobStatus::getState)
        .containsExactly(JobState.INTERRUPTED, JobState.FINISHED);
  }

  @Test
  void two_workers_of_one_machine_give_one_outcome(@TempDir Path other) throws Exception {
    // given: both have taken the order
    CountDownLatch both = new CountDownLatch(2);
    machine.runner.script =
        border -> {
          both.countDown();
          awaitBoth(both);
          return Measurements.finished();
        };
    machine.start(state);
    machine.start(other);

    // when
    JobCommand order = machine.order("job-1");
    machine.send(order);
    machine.awaitOutcome("job-1");

    // then: the loser has kept its own
    await()
        .atMost(TestTopics.LIMIT)
        .until(
            () ->
                Files.exists(state.resolve("superseded").resolve(order.getOrderId()))
                    ^ Files.exists(other.resolve("superseded").resolve(order.getOrderId())));
    machine.awaitEndOfTransaction();
    assertThat(machine.outcomes()).hasSize(1);
    assertThat(machine.read(machine.topics.results(), PhaseResults.class)).hasSize(1);
  }

  private static void awaitBoth(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
