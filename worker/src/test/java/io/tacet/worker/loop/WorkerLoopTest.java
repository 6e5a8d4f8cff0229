package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.measure.Ending;
import io.tacet.worker.measure.PreparationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerLoopTest {

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
  void a_job_goes_through_its_states_and_ends_once_with_everything_it_brought() throws Exception {
    // given
    machine.runner.script =
        border -> {
          assertThat(border.enterSilence(Duration.ofSeconds(5))).isTrue();
          return Measurements.finished();
        };
    machine.start(state);

    // when
    long offset = machine.send(machine.order("job-1"));

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.FINISHED);
    assertThat(outcome.getCpuTime()).isEqualTo(Measurements.CPU_TIME);
    assertThat(machine.statuses())
        .extracting(JobStatus::getState)
        .containsExactly(
            JobState.ACCEPTED, JobState.PREPARING, JobState.MEASURING, JobState.FINISHED);
    assertThat(machine.read(machine.topics.results(), PhaseResults.class)).hasSize(1);
    assertThat(machine.read(machine.topics.metrics(), MetricSeries.class))
        .singleElement()
        .satisfies(series -> assertThat(series.getValues()).containsExactly(0.0, 1.0, 2.0));
    assertThat(machine.read(machine.topics.jobLogs(), LogChunk.class)).hasSize(1);
    assertThat(machine.committed()).isEqualTo(offset + 1);
  }

  @Test
  void without_a_job_the_machine_tells_its_samples_under_its_own_name() throws Exception {
    // given
    SensorSettings usual = SensorSettings.usual(Duration.ofSeconds(1));
    machine.watched =
        new SensorSettings(
            usual.sensors(),
            usual.surveys(),
            usual.measuring(),
            Duration.ofSeconds(1),
            usual.cooling(),
            Duration.ofSeconds(1),
            usual.sensorShare());

    // when
    machine.start(state);

    // then
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(machine.read(machine.topics.metrics(), MetricSeries.class))
                    .extracting(MetricSeries::getMetric)
                    .contains("memory_used_procfs_system", "process_memory_rss_procfs_process"));
    assertThat(machine.read(machine.topics.metrics(), MetricSeries.class))
        .allSatisfy(
            series -> {
              assertThat(series.getMachine()).isEqualTo("m1");
              assertThat(series.getJobId()).isNull();
              assertThat(series.getPhase()).isNull();
              assertThat(series.getValues()).hasSameSizeAs(series.getOffsetsMicros()).isNotEmpty();
            });
  }

  @Test
  void an_order_cancelled_before_it_is_started_ends_cancelled_and_does_not_run() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    machine.send(order);
    machine.send(machine.cancel(order));

    // when
    machine.start(state);

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.CANCELLED);
    assertThat(outcome.getRequestedBy()).isEqualTo("bob");
    assertThat(machine.runner.ran).isEmpty();
  }

  @Test
  void a_cancellation_of_another_order_is_passed_over() throws Exception {
    // given
    machine.send(machine.cancel(machine.order("job-0")));
    long offset = machine.send(machine.order("job-1"));
    machine.send(machine.cancel(machine.order("job-2")));

    // when
    machine.start(state);

    // then
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    assertThat(machine.committed()).isEqualTo(offset + 1);
  }

  @Test
  void an_interruptible_job_is_cancelled_at_the_next_border() throws Exception {
    // given
    JobCommand order = machine.order("job-1", UUID.randomUUID().toString(), true);
    machine.runner.script =
        border -> {
          assertThat(border.enterSilence(Duration.ofSeconds(5))).isTrue();
          send(machine.cancel(order));
          assertThat(border.enterSilence(Duration.ofSeconds(5))).isFalse();
          return Measurements.with(new Ending.Cancelled());
        };
    machine.start(state);

    // when
    machine.send(order);

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.CANCELLED);
    assertThat(outcome.getRequestedBy()).isEqualTo("bob");
    assertThat(outcome.getCpuTime()).isEqualTo(Measurements.CPU_TIME);
  }

  @Test
  void a_record_that_cannot_be_decoded_becomes_a_dead_letter_and_the_next_order_runs()
      throws Exception {
    // given
    byte[] junk = {1, 2, 3};
    machine.sendRaw(junk);
    machine.send(machine.order("job-1"));

    // when
    machine.start(state);

    // then
    machine.awaitOutcome("job-1");
    List<ConsumerRecord<byte[], byte[]>> letters = machine.records(machine.topics.deadLetters());
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).value()).isEqualTo(junk);
    assertThat(letters.get(0).headers().lastHeader(DeadLetter.SOURCE_OFFSET).value())
        .isEqualTo("0".getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void an_order_that_comes_twice_runs_once() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    machine.send(order);
    machine.send(order);
    long last = machine.send(machine.order("job-2"));

    // when
    machine.start(state);

    // then
    machine.awaitOutcome("job-2");
    assertThat(machine.outcomes())
        .extracting(JobStatus::getJobId)
        .containsExactly("job-1", "job-2");
    assertThat(machine.runner.ran).containsExactly("job-1", "job-2");
    assertThat(machine.committed()).isEqualTo(last + 1);
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
    assertThat(machine.read(machine.topics.results(), PhaseResults.class))
        .extracting(PhaseResults::getJobId)
        .containsExactly("job-2");
    await()
        .atMost(Duration.ofSeconds(30))
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
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Files.exists(state.resolve("superseded").resolve(order.getOrderId()))
                    ^ Files.exists(other.resolve("superseded").resolve(order.getOrderId())));
    assertThat(machine.outcomes()).hasSize(1);
    assertThat(machine.read(machine.topics.results(), PhaseResults.class)).hasSize(1);
  }

  @Test
  void a_second_worker_in_the_same_directory_is_refused() throws Exception {
    // given
    machine.start(state);
    machine.awaitMachineState(MachineState.IDLE);

    // when
    TestMachine.Running second = machine.start(state);
    second.thread().join(10_000);

    // then
    assertThat(second.failure().get())
        .hasMessageContaining("Another worker is running with the state directory");
  }

  @Test
  void a_job_whose_own_fault_it_is_fails_with_the_end_of_its_output() throws Exception {
    // given
    machine.runner.script =
        border -> Measurements.with(new Ending.Failed("The command ended with 1"));
    machine.start(state);

    // when
    machine.send(machine.order("job-1"));

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.FAILED);
    assertThat(outcome.getErrorClass()).isEqualTo(ErrorClass.USER);
    assertThat(outcome.getMessage()).isEqualTo("The command ended with 1");
    assertThat(outcome.getLogTail()).isEqualTo("hello\n");
  }

  @Test
  void a_preparation_that_fails_through_the_infrastructure_is_interrupted() throws Exception {
    // given
    machine.runner.preparationFailure =
        new PreparationException(ErrorClass.INFRASTRUCTURE, "The repository does not answer");
    machine.start(state);

    // when
    machine.send(machine.order("job-1"));

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.INTERRUPTED);
    assertThat(outcome.getErrorClass()).isEqualTo(ErrorClass.INFRASTRUCTURE);
  }

  @Test
  void a_missing_offset_blocks_the_worker_until_it_is_there() throws Exception {
    try (TestMachine unseeded = new TestMachine(false)) {
      // given
      unseeded.start(state);
      MachineStatus blocked = unseeded.awaitMachineState(MachineState.BLOCKED);
      assertThat(blocked.getMessage()).contains("tacet machine reset-offset m1");

      // when
      unseeded.commit(0, "");
      unseeded.send(unseeded.order("job-1"));

      // then
      assertThat(unseeded.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    }
  }

  @Test
  void a_worker_told_to_stop_finishes_the_job_and_says_goodbye() throws Exception {
    // given
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    machine.runner.script =
        border -> {
          running.countDown();
          awaitBoth(goOn);
          return Measurements.finished();
        };
    TestMachine.Running worker = machine.start(state);
    machine.send(machine.order("job-1"));
    running.await();

    // when
    worker.tellToStop();
    goOn.countDown();
    worker.join();

    // then
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    assertThat(machine.lastMachineStatus().getState()).isEqualTo(MachineState.STOPPED);
    assertThat(machine.lastMachineStatus().getNextStatusWithinMicros()).isNull();
  }

  @Test
  void a_worker_told_twice_to_stop_interrupts_the_job() throws Exception {
    // given
    CountDownLatch running = new CountDownLatch(1);
    machine.runner.script =
        border -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            return Measurements.with(new Ending.Interrupted("The worker was stopped"));
          }
          throw new IllegalStateException("not interrupted");
        };
    TestMachine.Running worker = machine.start(state);
    machine.send(machine.order("job-1"));
    running.await();

    // when
    worker.tellToStop();
    worker.tellToStop();
    worker.join();

    // then
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.INTERRUPTED);
  }

  @Test
  void a_worker_started_for_one_job_ends_after_it() throws Exception {
    // given
    machine.send(machine.order("job-1"));
    machine.send(machine.order("job-2"));

    // when
    machine.start(machine.settings(state), true).join();

    // then
    assertThat(machine.outcomes()).extracting(JobStatus::getJobId).containsExactly("job-1");
  }

  @Test
  void a_worker_started_for_one_job_ends_at_once_when_there_is_none() throws Exception {
    // given: records that are no order for it
    JobCommand order = machine.order("job-1");
    machine.send(order);
    machine.start(machine.settings(state), true).join();
    machine.send(order);
    long last = machine.sendRaw(new byte[] {1, 2, 3});
    machine.send(machine.cancel(machine.order("job-0")));

    // when
    machine.start(machine.settings(state), true).join();

    // then
    assertThat(machine.runner.ran).containsExactly("job-1");
    assertThat(machine.committed()).isEqualTo(last + 1);
    assertThat(machine.lastMachineStatus().getState()).isEqualTo(MachineState.STOPPED);
  }

  @Test
  void a_worker_started_for_one_job_can_wait_for_it() throws Exception {
    // given
    TestMachine.Running worker =
        machine.start(
            machine.settings(state), machine.runner, new Stay.OneJob(Duration.ofMinutes(1)));
    machine.awaitMachineState(MachineState.IDLE);

    // when
    machine.send(machine.order("job-1"));
    worker.join();

    // then
    assertThat(machine.outcomes()).extracting(JobStatus::getJobId).containsExactly("job-1");
  }

  private void send(JobCommand command) {
    try {
      machine.send(command);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitBoth(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
