package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.deadletter.DeadLetter;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.worker.measure.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on the machine's topic besides an order to run. */
class OrdersOnTopicTest {

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

  private void send(JobCommand command) {
    try {
      machine.send(command);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
