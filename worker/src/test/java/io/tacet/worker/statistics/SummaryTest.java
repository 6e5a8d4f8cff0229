package io.tacet.worker.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final double EXACT = 1e-12;

  @Test
  void eight_values_have_the_figures_worked_out_by_hand() {
    // when: mean 40/8 = 5; squares 9+1+1+1+0+0+4+16 = 32; √(32/7)
    Summary summary = Summary.of(2, 4, 4, 4, 5, 5, 7, 9);

    // then
    assertThat(summary.count()).isEqualTo(8);
    assertThat(summary.sum()).isEqualTo(40);
    assertThat(summary.min()).isEqualTo(2);
    assertThat(summary.max()).isEqualTo(9);
    assertThat(summary.mean()).isEqualTo(5);
    assertThat(summary.standardDeviation().orElseThrow())
        .isCloseTo(Math.sqrt(32.0 / 7), within(EXACT));
    assertThat(summary.relativeDeviation().orElseThrow())
        .isCloseTo(Math.sqrt(32.0 / 7) / 5, within(EXACT));
  }

  @Test
  void a_single_value_has_no_deviation() {
    // when
    Summary summary = Summary.of(3);

    // then
    assertThat(summary.mean()).isEqualTo(3);
    assertThat(summary.standardDeviation()).isEmpty();
    assertThat(summary.relativeDeviation()).isEmpty();
  }

  @Test
  void two_values_are_the_least_with_a_deviation() {
    // when: of 1 and 3 the mean is 2, squares 1 + 1, ÷ (2 − 1)
    Summary summary = Summary.of(1, 3);

    // then
    assertThat(summary.standardDeviation().orElseThrow()).isCloseTo(Math.sqrt(2), within(EXACT));
  }

  @Test
  void equal_values_deviate_by_nothing() {
    assertThat(Summary.of(7, 7, 7).standardDeviation()).hasValue(0);
    assertThat(Summary.of(7, 7, 7).relativeDeviation()).hasValue(0);
  }

  @Test
  void a_small_deviation_of_large_values_is_not_lost() {
    // when: sums of squares would need 26 digits here
    Summary summary = Summary.of(1e12 + 1, 1e12 + 2, 1e12 + 3);

    // then
    assertThat(summary.standardDeviation().orElseThrow()).isCloseTo(1, within(1e-9));
  }

  @Test
  void there_is_no_relative_deviation_of_a_mean_of_nothing() {
    assertThat(Summary.of(-1, 1).relativeDeviation()).isEmpty();
    assertThat(Summary.of(-3, -1).relativeDeviation().orElseThrow()).isPositive();
  }
}
