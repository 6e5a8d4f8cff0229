package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tacet.schema.CheckResult;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.schema.MachineStatus;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.config.WorkerSettings.TemperatureLimit;
import io.tacet.worker.gate.check.SystemChecks;
import io.tacet.worker.hwmon.SysTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateStatusTest {

  private static final String INPUT = "sys/class/hwmon/hwmon0/temp1_input";

  @Test
  void what_gate_and_clean_up_do_is_told_to_everybody(@TempDir Path directory) throws Exception {
    // given: a machine that is too hot, with a clean-up script
    SysTree tree =
        SysTree.empty(directory.resolve("machine"))
            .write("sys/class/hwmon/hwmon0/name", "coretemp")
            .write("sys/class/hwmon/hwmon0/temp1_label", "Package id 0")
            .write(INPUT, "60500");
    try (TestMachine machine = new TestMachine()) {
      machine.start(settings(machine, directory, tree), false);
      machine.send(machine.order("job-1"));

      // when
      machine.awaitJobState("job-1", JobState.COOLING);

      // then
      MachineStatus cooling = machine.awaitMachineState(MachineState.COOLING);
      assertThat(cooling.getMessage()).startsWith("60.5 °C, a job starts at 45.0 °C");
      assertThat(cooling.getTemperature().getCelsius()).isEqualTo(60.5);
      assertThat(cooling.getTemperature().getBaseCelsius()).isEqualTo(45.0);
      assertThat(cooling.getTemperature().getFeature()).isEqualTo("Package id 0");
      assertThat(cooling.getJobId()).isEqualTo("job-1");
      assertThat(cooling.getChecks())
          .extracting(CheckResult::getName)
          .isEqualTo(SystemChecks.NAMES);

      // when: it has cooled
      tree.write(INPUT, "44000");

      // then
      assertThat(machine.awaitOutcome("job-1").getState()).isEqualTo(JobState.FINISHED);
      assertThat(machine.statuses())
          .extracting(JobStatus::getState)
          .containsSubsequence(JobState.ACCEPTED, JobState.COOLING, JobState.PREPARING);
      await()
          .atMost(TestTopics.LIMIT)
          .until(
              () ->
                  machine.read(machine.topics.machineStatus(), MachineStatus.class).stream()
                      .map(status -> Optional.ofNullable(status.getMessage()).orElse(""))
                      .anyMatch(text -> text.matches("Clean-up: sh ended with 0 .*: swept")));
    }
  }

  private static WorkerSettings settings(TestMachine machine, Path directory, SysTree tree) {
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
        List.of("sh", "-c", "echo swept"),
        usual.cleanTimeout(),
        usual.procRoot(),
        tree.sys(),
        Optional.of(new TemperatureLimit("coretemp", "Package id 0", 45, 10)));
  }
}
