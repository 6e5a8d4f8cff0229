package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.Journal;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.outcome.ResultSpooler;
import io.tacet.worker.spool.Spool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker does about the order of one that died, by where that one was. */
class RecoveryTest {

  @TempDir Path state;
  private TestMachine machine;

  @BeforeEach
  void open() throws Exception {
    machine = new TestMachine();
  }

  @AfterEach
  void close() {
    machine.close();
  }

  @Test
  void an_order_journalled_by_a_worker_that_died_ends_interrupted() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    long offset = machine.send(order);
    journal(new HeldOrder(order, offset, 0));
    machine.runner.lastKnown = new CpuTime(5L, 6L, CpuTimeSource.LAST_SAMPLE);

    // when
    machine.start(state);

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.INTERRUPTED);
    assertThat(outcome.getErrorClass()).isEqualTo(ErrorClass.MACHINE);
    assertThat(outcome.getCpuTime()).isEqualTo(new CpuTime(5L, 6L, CpuTimeSource.LAST_SAMPLE));
    assertThat(machine.runner.ran).isEmpty();
    assertThat(machine.runner.killed)
        .contains(state.resolve("jobs").resolve(order.getOrderId()).resolve("run"));
  }

  @Test
  void an_order_journalled_whose_offset_has_moved_is_closed_without_a_word() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    long offset = machine.send(order);
    journal(new HeldOrder(order, offset, 0));
    machine.commit(offset + 1, "outcome of somebody");

    // when
    machine.start(state);
    machine.send(machine.order("job-2"));

    // then
    machine.awaitOutcome("job-2");
    assertThat(machine.outcomes()).extracting(JobStatus::getJobId).containsExactly("job-2");
    assertThat(state.resolve("superseded")).isEmptyDirectory();
  }

  @Test
  void a_complete_result_is_reported_as_it_was() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    HeldOrder held = new HeldOrder(order, machine.send(order), 0);
    spool(held);

    // when
    machine.start(state);

    // then
    assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
    machine.awaitEndOfTransaction();
    assertThat(machine.read(machine.topics.results(), PhaseResults.class)).hasSize(1);
    assertThat(machine.runner.ran).isEmpty();
    assertThat(machine.committed()).isEqualTo(held.recordOffset() + 1);
  }

  @Test
  void a_result_that_was_committed_before_the_worker_died_is_neither_sent_again_nor_superseded()
      throws Exception {
    // given: the commit got through, the journal does not know
    JobCommand order = machine.order("job-1");
    HeldOrder held = new HeldOrder(order, machine.send(order), 0);
    JobStatus outcome = spool(held).outcome();
    machine.commit(held.recordOffset() + 1, "outcome " + outcome.getEventId());

    // when
    machine.start(state);
    machine.awaitMachineState(MachineState.IDLE);

    // then
    assertThat(machine.outcomes()).isEmpty();
    assertThat(state.resolve("superseded")).isEmptyDirectory();
    assertThat(state.resolve("jobs")).isEmptyDirectory();
    assertThat(machine.lastMachineStatus().getSupersededResults()).isZero();
  }

  @Test
  void a_complete_result_whose_order_was_ended_by_somebody_else_is_kept() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    HeldOrder held = new HeldOrder(order, machine.send(order), 0);
    spool(held);
    machine.commit(held.recordOffset() + 1, "outcome of somebody else");

    // when
    machine.start(state);
    machine.awaitMachineState(MachineState.IDLE);

    // then
    assertThat(machine.outcomes()).isEmpty();
    assertThat(state.resolve("superseded").resolve(order.getOrderId())).isNotEmptyDirectory();
    assertThat(machine.lastMachineStatus().getSupersededResults()).isEqualTo(1);
  }

  @Test
  void what_the_machine_is_goes_out_again_when_nobody_may_have_heard_it_before_the_recovery()
      throws Exception {
    // given: what Kafka throws while it does not let the worker in
    JobCommand order = machine.order("job-1");
    journal(new HeldOrder(order, machine.send(order), 0));
    machine.runner.killFailure = new SaslAuthenticationException("not yet");

    // when
    machine.start(state);
    machine.awaitOutcome("job-1");
    machine.send(machine.order("job-2"));
    machine.awaitOutcome("job-2");

    // then
    assertThat(machine.machineStatuses())
        .filteredOn(status -> status.getFacts() != null)
        .extracting(MachineStatus::getState)
        .startsWith(MachineState.STARTING)
        .hasSize(2);
  }

  private void journal(HeldOrder held) throws Exception {
    try (StateDirectory directory = StateDirectory.open(state)) {
      new Journal(directory).hold(held);
      Files.createDirectories(directory.run(held.orderId()));
    }
  }

  private Spool spool(HeldOrder held) throws Exception {
    journal(held);
    try (StateDirectory directory = StateDirectory.open(state)) {
      return new ResultSpooler(directory, Orders.events(), 1 << 20)
          .spool(held, Measurements.finished(), Optional.empty());
    }
  }
}
