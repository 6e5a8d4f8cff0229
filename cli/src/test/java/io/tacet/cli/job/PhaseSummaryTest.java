package io.tacet.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.cli.output.Column;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.contract.rest.JobOutcome.PeakMemory;
import io.tacet.contract.rest.JobOutcome.StorageIo;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhaseSummaryTest {

  @Test
  void memoryIsTheMostOfAllRunsAndIoTheirMean() {
    // given, when
    PhaseSummary phase =
        summary(
            run(1, new PeakMemory(3 << 20, "CGROUP"), new StorageIo(1000, 0, "CGROUP")),
            run(2, new PeakMemory(2 << 20, "CGROUP"), new StorageIo(3000, 4096, "CGROUP")));

    // then
    assertThat(shown(phase, "PEAK MEMORY")).isEqualTo("3.0 MiB");
    assertThat(phase.readBytes()).isEqualTo(2000.0);
    assertThat(shown(phase, "WRITTEN")).isEqualTo("2.0 KiB");
  }

  @Test
  void aBoundIsShownAsOne() {
    assertThat(shown(summary(run(1, new PeakMemory(1024, "LARGEST_PROCESS"), null)), "PEAK MEMORY"))
        .isEqualTo("≥ 1.0 KiB");
    assertThat(shown(summary(run(1, new PeakMemory(1024, "CGROUP_JOB"), null)), "PEAK MEMORY"))
        .isEqualTo("≤ 1.0 KiB");
  }

  @Test
  void whatIsUnknownIsADash() {
    // given, when
    PhaseSummary phase = summary(run(1, null, null));

    // then
    assertThat(List.of("PEAK MEMORY", "READ", "WRITTEN"))
        .allSatisfy(column -> assertThat(shown(phase, column)).isEqualTo("-"));
  }

  private static String shown(PhaseSummary phase, String title) {
    return PhaseSummary.LISTING.columns().stream()
        .filter(column -> column.title().equals(title))
        .map(Column::shown)
        .map(shown -> shown.apply(phase))
        .findFirst()
        .orElseThrow();
  }

  private static PhaseSummary summary(JobOutcome.Phase... runs) {
    return PhaseSummary.of(
            new JobOutcome(
                "o",
                1,
                "FINISHED",
                Instant.EPOCH,
                null,
                null,
                List.of(runs),
                List.of(),
                List.of(),
                null))
        .get(0);
  }

  private static JobOutcome.Phase run(
      int repeat, @Nullable PeakMemory memory, @Nullable StorageIo io) {
    return new JobOutcome.Phase(
        "RUNTIME", repeat, true, Instant.EPOCH, 1_000_000, null, 0, null, memory, io);
  }
}
