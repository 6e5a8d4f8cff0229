package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.LeftOutSensor;
import io.tacet.schema.LogChunk;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.schema.MetricSeries;
import io.tacet.schema.PhaseResults;
import io.tacet.worker.catalog.SensorSettings;
import io.tacet.worker.measure.Ending;
import io.tacet.worker.measure.PreparationException;
import io.tacet.worker.sampling.LeftOut;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    machine.awaitEndOfTransaction();
    assertThat(machine.read(machine.topics.results(), PhaseResults.class)).hasSize(1);
    assertThat(machine.read(machine.topics.metrics(), MetricSeries.class))
        .singleElement()
        .satisfies(series -> assertThat(series.getValues()).containsExactly(0.0, 1.0, 2.0));
    assertThat(machine.read(machine.topics.jobLogs(), LogChunk.class)).hasSize(1);
    assertThat(machine.committed()).isEqualTo(offset + 1);
  }

  @Test
  void phases_that_are_not_measured_are_announced_with_the_time_they_may_take() throws Exception {
    // given: set-up and a check afterwards, longer than any preparation may take
    Duration longest = Duration.ofHours(2);
    machine.runner.script =
        border -> {
          assertThat(border.enterUnmeasured(longest)).isTrue();
          assertThat(border.enterSilence(Duration.ofSeconds(5))).isTrue();
          assertThat(border.enterUnmeasured(longest)).isTrue();
          return Measurements.finished();
        };
    machine.start(state);

    // when
    machine.send(machine.order("job-1"));

    // then
    machine.awaitOutcome("job-1");
    assertThat(machine.statuses())
        .extracting(JobStatus::getState)
        .containsExactly(
            JobState.ACCEPTED,
            JobState.PREPARING,
            JobState.PREPARING,
            JobState.MEASURING,
            JobState.PREPARING,
            JobState.FINISHED);
    for (int announced : List.of(2, 4)) {
      assertThat(machine.statuses().get(announced).getNextStatusWithinMicros())
          .as("status %d", announced)
          .isGreaterThanOrEqualTo(longest.toNanos() / 1000);
    }
    assertThat(machine.read(machine.topics.machineStatus(), MachineStatus.class))
        .filteredOn(status -> status.getState() == MachineState.PREPARING)
        .hasSize(3);
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
        .atMost(TestTopics.LIMIT)
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
  void a_sensor_that_is_too_dear_is_named_in_the_outcome_and_in_the_machines_statuses()
      throws Exception {
    // given
    LeftOut dear = new LeftOut("net-connections", 53_120, 10_000);
    machine.runner.script = border -> Measurements.with(new Ending.Finished(), List.of(dear));
    machine.start(state);
    assertThat(machine.awaitMachineState(MachineState.IDLE).getLeftOutSensors()).isEmpty();

    // when
    machine.send(machine.order("job-1"));

    // then
    assertThat(machine.awaitOutcome("job-1").getMessage()).isEqualTo(dear.sentence());
    assertThat(machine.awaitMachineState(MachineState.REPORTING).getLeftOutSensors())
        .containsExactly(new LeftOutSensor("net-connections", 53_120.0, 10_000.0, dear.sentence()));
    await()
        .atMost(TestTopics.LIMIT)
        .until(() -> machine.lastMachineStatus().getState() == MachineState.IDLE);
    assertThat(machine.lastMachineStatus().getLeftOutSensors()).hasSize(1);
  }

  @Test
  void a_second_worker_in_the_same_directory_is_refused() throws Exception {
    // given
    machine.start(state);
    machine.awaitMachineState(MachineState.IDLE);

    // when
    TestMachine.Running second = machine.start(state);
    second.thread().join(TestTopics.LIMIT.toMillis());

    // then
    assertThat(second.failure().get())
        .hasMessageContaining("Another worker is running with the state directory");
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
      // Facts went with the first status, and again, as nobody may have known the machine then
      assertThat(unseeded.awaitMachineState(MachineState.STARTING).getFacts()).isNotNull();
      await()
          .atMost(TestTopics.LIMIT)
          .untilAsserted(
              () ->
                  assertThat(unseeded.machineStatuses())
                      .filteredOn(status -> status.getFacts() != null)
                      .hasSize(2));
    }
  }
}
