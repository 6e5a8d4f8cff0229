package io.tacet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.contract.rest.JobOutcome.Silence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SilenceSumTest {

  @Test
  void addsUpTheRunsAndKeepsTheWorstOfThem() {
    // given
    List<Silence> runs =
        List.of(
            silence(1, 0, 1500, "CLEAN", List.of()),
            silence(2, 3, 2500, "DISTURBED", List.of("too many packets")),
            silence(3, 0, 0, "CLEAN", List.of()));

    // when
    SilenceSum sum = SilenceSum.of(runs);

    // then
    assertThat(sum)
        .isEqualTo(
            new SilenceSum(
                3, 3000, 3, 4.0, 30, 6, 300, 1.5, "DISTURBED", List.of("too many packets")));
  }

  @Test
  void keepsTheVerdictOfAMachineThatIsNotJudged() {
    // when / then
    assertThat(SilenceSum.of(List.of(silence(1, 0, 1, "NOT_JUDGED", List.of()))).verdict())
        .isEqualTo("NOT_JUDGED");
  }

  private static Silence silence(
      int repeat, int sockets, long cpuMicros, String verdict, List<String> reasons) {
    return new Silence(
        repeat,
        Instant.EPOCH,
        1_000_000,
        sockets,
        cpuMicros,
        10,
        2,
        null,
        100,
        500,
        verdict,
        reasons);
  }
}
