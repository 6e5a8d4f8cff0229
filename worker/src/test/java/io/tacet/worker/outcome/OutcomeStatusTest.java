package io.tacet.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.loop.Measurements;
import io.tacet.worker.loop.Orders;
import io.tacet.worker.measure.Ending;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.PreparationException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeStatusTest {

  private final HeldOrder held = Orders.held("o-1");
  private final OutcomeStatus statuses = new OutcomeStatus(Orders.events());

  @Test
  void an_interrupted_run_is_the_machines_fault() {
    // when
    JobStatus status =
        statuses.ofMeasurement(held, Measurements.with(new Ending.Interrupted("power")), List.of());

    // then
    assertThat(status.getState()).isEqualTo(JobState.INTERRUPTED);
    assertThat(status.getErrorClass()).isEqualTo(ErrorClass.MACHINE);
    assertThat(status.getMessage()).isEqualTo("power");
    assertThat(status.getOrderId()).isEqualTo("o-1");
    assertThat(status.getAttempt()).isEqualTo(2);
    assertThat(status.getCpuTime()).isEqualTo(Measurements.CPU_TIME);
  }

  @Test
  void what_was_checked_out_is_told() {
    // when
    JobStatus status =
        statuses.ofMeasurement(
            held.prepared("sort", "8c1f0b3d"), Measurements.with(new Ending.Finished()), List.of());

    // then
    assertThat(status.getSourceCommit()).isEqualTo("8c1f0b3d");
    assertThat(status.getJobName()).isEqualTo("sort");
  }

  @ParameterizedTest
  @EnumSource(ErrorClass.class)
  void only_the_users_own_fault_is_called_failed(ErrorClass errorClass) {
    // when
    JobStatus status =
        statuses.notPrepared(held, new PreparationException(errorClass, "not prepared"));

    // then
    assertThat(status.getState())
        .isEqualTo(errorClass == ErrorClass.USER ? JobState.FAILED : JobState.INTERRUPTED);
    assertThat(status.getErrorClass()).isEqualTo(errorClass);
  }

  @Test
  void what_is_to_be_said_beside_the_ending_is_said() {
    // when
    JobStatus status =
        statuses.ofMeasurement(
            held, Measurements.with(new Ending.Failed("It failed")), List.of("Thinned"));

    // then
    assertThat(status.getMessage()).isEqualTo("It failed. Thinned");
  }

  @Test
  void the_worst_verdict_counts() {
    assertThat(verdict(Verdict.CLEAN, Verdict.DISTURBED, Verdict.CLEAN))
        .isEqualTo(Verdict.DISTURBED);
    assertThat(verdict(Verdict.CLEAN, Verdict.NOT_JUDGED)).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(verdict(Verdict.CLEAN)).isEqualTo(Verdict.CLEAN);
    assertThat(verdict()).isNull();
  }

  @Test
  void a_transaction_may_take_as_long_as_its_bytes_need_within_the_brokers_limit() {
    assertThat(OutcomeTransaction.timeout(0)).isEqualTo(Duration.ofSeconds(15));
    assertThat(OutcomeTransaction.timeout(64L << 20)).isEqualTo(Duration.ofSeconds(79));
    assertThat(OutcomeTransaction.timeout(1L << 40)).isEqualTo(Duration.ofMinutes(15));
  }

  private Verdict verdict(Verdict... verdicts) {
    Measurement finished = Measurements.finished();
    List<SilenceRecord> silences =
        Arrays.stream(verdicts)
            .map(
                verdict ->
                    SilenceRecord.newBuilder()
                        .setStartedAt(Orders.NOW)
                        .setDurationMicros(1)
                        .setWorkerSockets(0)
                        .setWorkerCpuMicros(0)
                        .setWorkerContextSwitches(0)
                        .setMissedDeadlines(0)
                        .setForeignPackets(0)
                        .setForeignCpuMicros(0)
                        .setVerdict(verdict)
                        .build())
            .toList();
    Measurement measurement =
        new Measurement(
            finished.ending(),
            finished.cpuTime(),
            finished.phases(),
            silences,
            finished.statistics(),
            finished.series(),
            finished.headlines(),
            finished.output(),
            finished.leftOut());
    return statuses.ofMeasurement(held, measurement, List.of()).getVerdict();
  }
}
