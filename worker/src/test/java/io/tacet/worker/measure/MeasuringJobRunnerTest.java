package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.HeadlineValue;
import io.tacet.schema.JobOrder;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseOutcome;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import io.tacet.worker.source.Credentials;
import io.tacet.worker.source.GitCheckout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
    assertThat(phase.getDurationMicros()).isBetween(250_000L, 60_000_000L);
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
        .satisfies(
            series ->
                assertThat((long) series.values().length)
                    .isBetween(2L, 2 + phase.getDurationMicros() / 100_000));
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
  void aPhaseWithoutNetworkHasItsPacketsCountedApart() throws Exception {
    // given
    assumeThat(Jobs.settings(Optional.empty(), Optional.empty()).processes().networkObstacle())
        .as("network namespaces")
        .isEmpty();
    var order =
        Jobs.scenario(
            """
            phases:
              - {name: BASELINE, network: none, commands: ["perl -MSocket -e 'socket(S, PF_INET, SOCK_DGRAM, 0); for (1..40) { send(S, 1, 0, sockaddr_in(9, INADDR_LOOPBACK)) }; exit 0'"]}
              - {name: INSTALLATION, measured: false, commands: ["true"]}
              - {name: RUNTIME, network: host, commands: ["true"]}
            """);

    // when
    Measurement measurement = Jobs.measure(Jobs.runner(), order, directory);

    // then: a packet on loopback is sent and received, and nobody listens, which is answered
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    assertThat(measurement.silences()).hasSize(2);
    assertThat(measurement.silences().get(0).getJobPackets()).isBetween(80L, 400L);
    assertThat(measurement.silences().get(1).getJobPackets()).isNull();
  }

  @Test
  void aMachineThatCannotCloseTheNetworkSaysSoBeforeItMeasures() {
    // given
    var order = Jobs.scenario("{phases: [{name: RUNTIME, network: none, commands: [id]}]}");
    var preparation =
        new Preparation(
            new GitCheckout(true, Duration.ofSeconds(20), Credentials.none()),
            Optional.empty(),
            () -> Optional.of("unshare: unshare failed: Operation not permitted"));

    // when, then
    assertThatThrownBy(() -> preparation.prepare(order, directory))
        .isInstanceOf(PreparationException.class)
        .hasMessage(
            "phase RUNTIME: network none is not possible on this machine (unshare: unshare failed:"
                + " Operation not permitted); use network host, or ask its operator to allow"
                + " network namespaces");
  }

  @Test
  void phasesTellTheirMemoryAndIo() throws Exception {
    // given: tail keeps a line that does not end, and is looked at when the phase is one second and
    // when it is three seconds old
    var order =
        Jobs.command("sh", "-c", "(head -c 30000000 /dev/zero; sleep 3.5) | tail -n 1 > /dev/null");

    // when
    Measurement measurement = Jobs.measure(Jobs.runner(), order, directory);

    // then
    PhaseOutcome phase = measurement.phases().get(0);
    assertThat(phase.getPeakMemory().getBytes()).isGreaterThan(20_000_000L);
    assertThat(phase.getStorageIo()).isNotNull();
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
