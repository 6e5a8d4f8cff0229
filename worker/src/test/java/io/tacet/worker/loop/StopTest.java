package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.worker.measure.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a worker runs. */
class StopTest {

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

  private static void awaitBoth(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
