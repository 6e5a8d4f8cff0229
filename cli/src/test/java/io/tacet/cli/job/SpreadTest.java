package io.tacet.cli.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void isMeanAndSampleStandardDeviation() {
    // when
    Spread spread = Spread.of(List.of(2L, 4L, 4L, 4L, 5L, 5L, 7L, 9L));

    // then
    assertThat(spread.mean()).isEqualTo(5.0);
    assertThat(spread.deviation()).isCloseTo(Math.sqrt(32.0 / 7), within(1e-12));
  }

  @Test
  void hasNoDeviationOfASingleValue() {
    // when
    Spread spread = Spread.of(List.of(7L));

    // then
    assertThat(spread).isEqualTo(new Spread(1, 7.0, null));
    assertThat(spread.relative()).isNull();
  }

  @Test
  void mergesPartsAsIfAllValuesHadBeenThereAtOnce() {
    // given
    Spread first = Spread.of(List.of(1L, 2L, 3L));
    Spread second = Spread.of(List.of(10L, 20L));
    Spread third = Spread.of(List.of(5L));

    // when
    Spread merged = Spread.merge(List.of(first, second, third));

    // then
    Spread all = Spread.of(List.of(1L, 2L, 3L, 10L, 20L, 5L));
    assertThat(merged.count()).isEqualTo(6);
    assertThat(merged.mean()).isCloseTo(all.mean(), within(1e-12));
    assertThat(merged.deviation()).isCloseTo(all.deviation(), within(1e-12));
  }
}
