package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.config.WorkerSettings.TemperatureLimit;
import io.tacet.worker.hwmon.SysTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine that is too hot and does not cool: whatever ends the wait, it is not the gate. */
class GateCancelTest {

  @TempDir Path directory;
  private TestMachine machine;

  @BeforeEach
  void open() throws Exception {
    machine = new TestMachine();
    SysTree tree =
        SysTree.empty(directory.resolve("machine"))
            .write("sys/class/hwmon/hwmon0/name", "coretemp")
            .write("sys/class/hwmon/hwmon0/temp1_label", "Package id 0")
            .write("sys/class/hwmon/hwmon0/temp1_input", "60500");
    machine.start(hot(tree), false);
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  @Test
  void an_order_cancelled_while_it_waits_ends_cancelled_and_does_not_run() throws Exception {
    // given: one that may not be interrupted once it runs
    JobCommand order = machine.order("job-1");
    long offset = machine.send(order);
    machine.awaitJobState("job-1", JobState.COOLING);

    // when
    machine.send(machine.cancel(machine.order("job-2")));
    machine.send(machine.cancel(order));

    // then
    JobStatus outcome = machine.awaitOutcome("job-1");
    assertThat(outcome.getState()).isEqualTo(JobState.CANCELLED);
    assertThat(outcome.getRequestedBy()).isEqualTo("bob");
    assertThat(outcome.getMessage()).isEqualTo("Cancelled before it was started: too long");
    assertThat(machine.runner.ran).isEmpty();
    assertThat(machine.committed()).isEqualTo(offset + 1);
  }

  @Test
  void an_order_that_is_ended_meanwhile_makes_room_for_the_next() throws Exception {
    // given
    JobCommand order = machine.order("job-1");
    long offset = machine.send(order);
    machine.awaitJobState("job-1", JobState.COOLING);

    // when
    machine.endInstead(order, offset, JobState.CANCELLED);
    machine.send(machine.order("job-2"));

    // then: one outcome, and nothing is kept of what never began
    machine.awaitJobState("job-2", JobState.COOLING);
    assertThat(machine.outcomes())
        .extracting(JobStatus::getJobId, JobStatus::getState)
        .containsExactly(tuple("job-1", JobState.CANCELLED));
    assertThat(machine.lastMachineStatus().getSupersededResults()).isZero();
    assertThat(Files.exists(directory.resolve("state/jobs").resolve(order.getOrderId()))).isFalse();
  }

  private WorkerSettings hot(SysTree tree) {
    WorkerSettings usual = machine.settings(directory.resolve("state"));
    return new WorkerSettings(
        usual.machine(),
        usual.kind(),
        usual.stateDir(),
        usual.heartbeat(),
        usual.rest(),
        usual.stopTimeout(),
        usual.prepareTimeout(),
        usual.statusMargin(),
        usual.gateTimeout(),
        usual.maxResultBytes(),
        List.of(),
        usual.cleanTimeout(),
        usual.procRoot(),
        tree.sys(),
        Optional.of(new TemperatureLimit("coretemp", "Package id 0", 45, 10)));
  }
}
