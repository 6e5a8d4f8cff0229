package io.tacet.worker.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.MachineKind;
import io.tacet.schema.SilenceRecord;
import io.tacet.schema.Verdict;
import io.tacet.worker.silence.SilenceBudget;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a budget in a real run. */
class VerdictTest {

  /** No worker keeps that: its own threads switch. */
  private static final SilenceBudget NOTHING = new SilenceBudget(0, 0, 0, 0, 0);

  private static final SilenceBudget ANYTHING = new SilenceBudget(1e9, 1e9, 1e9, 1, 1e9);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"BENCHMARKING", "PROFILING"})
  void a_run_over_its_budget_is_disturbed_and_says_why(MachineKind kind) throws Exception {
    // when
    SilenceRecord silence = run(kind, NOTHING);

    // then
    assertThat(silence.getVerdict()).isEqualTo(Verdict.DISTURBED);
    assertThat(silence.getReasons()).anyMatch(reason -> reason.contains("switched"));
  }

  @ParameterizedTest
  @EnumSource(names = {"BENCHMARKING", "PROFILING"})
  void a_run_within_its_budget_is_clean(MachineKind kind) throws Exception {
    // when
    SilenceRecord silence = run(kind, ANYTHING);

    // then
    assertThat(silence.getVerdict()).isEqualTo(Verdict.CLEAN);
    assertThat(silence.getReasons()).isEmpty();
  }

  @Test
  void a_development_machine_tells_its_reasons_and_is_not_judged() throws Exception {
    // when
    SilenceRecord silence = run(MachineKind.DEVELOPMENT, NOTHING);

    // then
    assertThat(silence.getVerdict()).isEqualTo(Verdict.NOT_JUDGED);
    assertThat(silence.getReasons()).anyMatch(reason -> reason.contains("switched"));
  }

  private SilenceRecord run(MachineKind kind, SilenceBudget budget) throws Exception {
    MeasureSettings usual = Jobs.settings(Optional.empty(), Optional.empty());
    MeasuringJobRunner runner =
        Jobs.runner(
            new MeasureSettings(
                kind,
                usual.processes(),
                usual.sensors(),
                usual.providers(),
                usual.socketTimeout(),
                usual.logLimit(),
                usual.diskReserve(),
                budget));
    Measurement measurement = Jobs.measure(runner, Jobs.command("true"), directory);
    assertThat(measurement.ending()).isEqualTo(new Ending.Finished());
    assertThat(measurement.silences()).hasSize(1);
    return measurement.silences().get(0);
  }
}
