package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobOrder;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuringJobRunnerTest {

  @TempDir Path directory;

  @Test
  void aCommandIsOnePhaseRuntimeWithItsFigures() throws Exception {
    // given
    var order = Jobs.command("sh", "-c", "echo out; echo err >&2; sleep 0.25");

    // when
    Measurement measurement = Jobs.measure(Jobs.runner(), order, directory);

    // then
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    assertThat(measurement.phases()).hasSize(1);
    PhaseOutcome phase = measurement.phases().get(0);
    assertThat(phase.getName()).isEqualTo("RUNTIME");
    assertThat(phase.getExitCode()).isZero();
    assertThat(phase.getSignal()).isNull();
    assertThat(phase.getDurationMicros()).isBetween(250_000L, 2_000_000L);
    assertThat(Jobs.text(measurement)).isEqualTo("out\nerr\n");
    assertThat(measurement.statistics())
        .extracting(MetricStatistics::getMetric)
        .contains(
            "phase_time_syscall_system",
            "cpu_utilization_procfs_system",
            "cpu_time_procfs_system",
            "memory_used_procfs_system",
            "network_io_procfs_system");
    assertThat(measurement.series())
        .filteredOn(series -> series.metric().equals("memory_used_procfs_system"))
        .singleElement()
        .satisfies(series -> assertThat(series.values().length).isBetween(3, 5));
    assertThat(measurement.headlines())
        .extracting(HeadlineValue::getMetric)
        .contains("phase_time_syscall_system", "memory_used_procfs_system");
  }

  @Test
  void aSilenceIsRecordedForEachRepeat() throws Exception {
    // given
    var order =
        Jobs.scenario(
            """
            repeat: 2
            setup: [echo ready]
            phases:
              - {name: IDLE, duration: 50ms}
              - {name: RUNTIME, commands: ["true"]}
            """);

    // when
    Measurement measurement = Jobs.measure(Jobs.runner(), order, directory);

    // then
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    assertThat(measurement.silences()).extracting(SilenceRecord::getRepeat).containsExactly(1, 2);
    assertThat(measurement.silences())
        .allSatisfy(
            silence -> {
              assertThat(silence.getWorkerSockets()).isZero();
              assertThat(silence.getVerdict()).isEqualTo(Verdict.NOT_JUDGED);
              assertThat(silence.getWorkerContextSwitches()).isPositive();
            });
    assertThat(measurement.phases())
        .extracting(phase -> phase.getName() + phase.getRepeat() + phase.getMeasured())
        .containsExactly("SETUP1false", "IDLE1true", "RUNTIME1true", "IDLE2true", "RUNTIME2true");
    assertThat(measurement.headlines())
        .filteredOn(headline -> headline.getMetric().equals("phase_time_syscall_system"))
        .allSatisfy(headline -> assertThat(headline.getRelativeDeviation()).isNotNull());
  }

  @Test
  void aScenariosNameStandsInForOneThatNobodyGave() throws Exception {
    // given
    JobOrder order =
        Jobs.scenario("{name: Compress, phases: [{name: RUNTIME, commands: ['true']}]}");
    order.setName("made up");

    // when
    String givenBySubmitter = Jobs.runner().prepare(order, directory.resolve("a")).name();
    order.setNamed(false);
    String madeUp = Jobs.runner().prepare(order, directory.resolve("b")).name();

    // then
    assertThat(givenBySubmitter).isEqualTo("made up");
    assertThat(madeUp).isEqualTo("Compress");
  }

  @Test
  void aNameOfSeveralLinesIsRefused() {
    // given
    JobOrder order =
        Jobs.scenario("name: \"a\\nb\"\nphases: [{name: RUNTIME, commands: ['true']}]");

    // when, then
    assertThatThrownBy(() -> Jobs.runner().prepare(order, directory))
        .isInstanceOf(PreparationException.class)
        .hasMessage("tacet.yml:1:7: \"name\" must be one line of at most 200 characters");
  }

  @Test
  void aNetworkOfItsOwnIsRefusedRatherThanLeftOpen() {
    // given
    var order = Jobs.scenario("{network: none, phases: [{name: RUNTIME, commands: [id]}]}");

    // when, then
    assertThatThrownBy(() -> Jobs.measure(Jobs.runner(), order, directory))
        .isInstanceOf(PreparationException.class)
        .hasMessage("network: this worker can not close it yet; use host");
  }

  @Test
  void cpuTimeComesFromReapedProcessesWhereThereIsNoCgroup() throws Exception {
    // given
    var order = Jobs.command("sh", "-c", Busy.LOOP_AND_TIMES);

    // when
    Measurement measurement = Jobs.measure(Jobs.runnerWithoutCgroup(), order, directory);

    // then
    assertThat(measurement.cpuTime().getSource()).isEqualTo(CpuTimeSource.REAPED);
    assertThat(Busy.used(measurement)).isCloseTo(Busy.said(measurement), Busy.TOLERANCE);
  }
}
