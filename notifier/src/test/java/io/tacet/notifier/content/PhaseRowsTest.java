package io.tacet.notifier.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.PhaseOutcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhaseRowsTest {

  @Test
  void repeatsOfAPhaseAreOneRowWithMeanAndDeviation() {
    // given
    List<PhaseOutcome> outcomes =
        List.of(
            phase("IDLE", 1, 2_000_000, null, 0),
            phase("RUNTIME", 1, 1_000_000, cpu(800_000, CpuTimeSource.CGROUP), 0),
            phase("IDLE", 2, 2_000_000, null, 0),
            phase("RUNTIME", 2, 3_000_000, cpu(1_000_000, CpuTimeSource.CGROUP), 0));

    // when
    List<JobEndView.Phase> rows = PhaseRows.of(outcomes);

    // then: of 1 and 3 the mean is 2 and the sample deviation √2
    assertThat(rows)
        .containsExactly(
            new JobEndView.Phase("IDLE ×2", "2 s ± 0 µs", "–", "exit 0"),
            new JobEndView.Phase("RUNTIME ×2", "2 s ± 1.414 s", "900 ms ± 141.4 ms", "exit 0"));
  }

  @Test
  void aSingleRunHasNoDeviation() {
    // when
    List<JobEndView.Phase> rows =
        PhaseRows.of(
            List.of(phase("RUNTIME", 1, 1_500, cpu(1_400, CpuTimeSource.LAST_SAMPLE), null)));

    // then
    assertThat(rows)
        .containsExactly(new JobEndView.Phase("RUNTIME", "1.5 ms", "at least 1.4 ms", "signal 9"));
  }

  @Test
  void differentEndingsOfRepeatsAreAllShown() {
    // when
    List<JobEndView.Phase> rows =
        PhaseRows.of(
            List.of(
                phase("RUNTIME", 1, 1_500, cpu(1, CpuTimeSource.CGROUP), 0),
                phase("RUNTIME", 2, 1_500, cpu(1, CpuTimeSource.UNKNOWN), 3)));

    // then
    assertThat(rows)
        .containsExactly(
            new JobEndView.Phase("RUNTIME ×2", "1.5 ms ± 0 µs", "unknown", "exit 0, exit 3"));
  }

  private static CpuTime cpu(long micros, CpuTimeSource source) {
    return new CpuTime(micros, 0L, source);
  }

  private static PhaseOutcome phase(
      String name, int repeat, long micros, @Nullable CpuTime cpu, @Nullable Integer exitCode) {
    return PhaseOutcome.newBuilder()
        .setName(name)
        .setRepeat(repeat)
        .setStartedAt(Instant.EPOCH)
        .setDurationMicros(micros)
        .setCpuTime(cpu)
        .setExitCode(exitCode)
        .setSignal(exitCode == null ? 9 : null)
        .build();
  }
}
