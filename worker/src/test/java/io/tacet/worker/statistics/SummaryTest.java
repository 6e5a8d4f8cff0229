package io.tacet.worker.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {

  @Test
  void a_table_worked_out_by_hand() {
    // given: mean 40 ÷ 8 = 5; squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32
    Summary summary = Summary.of(2, 4, 4, 4, 5, 5, 7, 9);

    // when, then: of a sample √(32 ÷ 7), not √(32 ÷ 8) = 2 as of a population
    assertThat(summary.count()).isEqualTo(8);
    assertThat(summary.sum()).isEqualTo(40);
    assertThat(summary.min()).isEqualTo(2);
    assertThat(summary.max()).isEqualTo(9);
    assertThat(summary.mean()).isEqualTo(5);
    assertThat(summary.standardDeviation().getAsDouble())
        .isCloseTo(2.13808993529939, within(1e-14));
    assertThat(summary.relativeDeviation().getAsDouble())
        .isCloseTo(0.427617987059879, within(1e-15));
  }

  @Test
  void one_value_has_no_deviation() {
    Summary summary = Summary.of(-7);
    assertThat(summary.count()).isEqualTo(1);
    assertThat(summary.min()).isEqualTo(-7);
    assertThat(summary.max()).isEqualTo(-7);
    assertThat(summary.mean()).isEqualTo(-7);
    assertThat(summary.standardDeviation()).isEmpty();
    assertThat(summary.relativeDeviation()).isEmpty();
  }

  @Test
  void two_values_deviate_by_their_distance_over_the_root_of_two() {
    assertThat(Summary.of(3, 5).standardDeviation().getAsDouble())
        .isCloseTo(2 / Math.sqrt(2), within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1e12 + 0.1, -3})
  void values_all_alike_do_not_deviate_at_all(double value) {
    // given
    Summary summary = Summary.of(DoubleStream.generate(() -> value).limit(1000).toArray());

    // when, then
    assertThat(summary.mean()).isEqualTo(value);
    assertThat(summary.standardDeviation()).hasValue(0);
    assertThat(summary.relativeDeviation()).hasValue(0);
  }

  @Test
  void small_deviations_of_large_values_are_not_lost() {
    // given: the difference of the sums of squares, as it is often done, would give 0 here or worse
    Summary summary = Summary.of(1e12 + 1, 1e12 + 2, 1e12 + 3);

    // when, then
    assertThat(summary.mean()).isEqualTo(1e12 + 2);
    assertThat(summary.standardDeviation()).hasValue(1);
  }

  @Test
  void negative_values_and_fractions() {
    // given: by Python's statistics, which calculates with exact fractions
    Summary summary = Summary.of(-1.5, 0.25, 2.75, 10.5);

    // when, then
    assertThat(summary.sum()).isEqualTo(12);
    assertThat(summary.min()).isEqualTo(-1.5);
    assertThat(summary.mean()).isEqualTo(3);
    assertThat(summary.standardDeviation().getAsDouble())
        .isCloseTo(5.295438288439085, within(1e-14));
  }

  /**
   * Statistical Reference Datasets of NIST, NumAcc1 to NumAcc4, whose certified mean and standard
   * deviation are exact; the last two are of high difficulty.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1.2, 1_000_000.2, 10_000_000.2})
  void reference_datasets_of_nist(double mean) {
    // given: the mean once, then 0.1 less and 0.1 more in turn, 500 times
    double[] values =
        IntStream.range(0, 1001)
            .mapToDouble(i -> i == 0 ? mean : i % 2 == 1 ? mean - 0.1 : mean + 0.1)
            .toArray();

    // when
    Summary summary = Summary.of(values);

    // then: as exact as the values themselves can be told apart
    assertThat(summary.count()).isEqualTo(1001);
    assertThat(summary.mean()).isCloseTo(mean, within(mean * 1e-14));
    assertThat(summary.standardDeviation().getAsDouble())
        .isCloseTo(0.1, within(Math.max(1e-13, mean * 1e-15)));
  }

  @Test
  void reference_dataset_num_acc_1_of_nist() {
    Summary summary = Summary.of(10_000_001, 10_000_003, 10_000_002);
    assertThat(summary.mean()).isEqualTo(10_000_002);
    assertThat(summary.standardDeviation()).hasValue(1);
  }

  @Test
  void a_mean_of_nought_has_no_relative_deviation() {
    Summary summary = Summary.of(-1, 1);
    assertThat(summary.standardDeviation()).hasValue(Math.sqrt(2));
    assertThat(summary.relativeDeviation()).isEmpty();
  }

  @Test
  void a_negative_mean_has_a_positive_relative_deviation() {
    assertThat(Summary.of(-1, -3).relativeDeviation()).hasValue(Math.sqrt(2) / 2);
  }

  @Test
  void values_one_by_one_are_as_all_at_once() {
    // given
    Summary summary = new Summary();

    // when
    summary.add(3);
    summary.add(5);

    // then
    assertThat(summary.mean()).isEqualTo(4);
    assertThat(summary.standardDeviation()).isEqualTo(Summary.of(3, 5).standardDeviation());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void what_is_no_number_is_refused(double value) {
    assertThatThrownBy(() -> Summary.of(1, value, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(value));
  }

  @Test
  void nothing_has_no_summary() {
    assertThatThrownBy(Summary::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("value");
  }
}
