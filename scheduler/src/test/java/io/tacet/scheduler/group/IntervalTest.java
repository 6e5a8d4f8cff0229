package io.tacet.scheduler.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Confidence intervals, against values computed by hand with the tables of Student's t. */
class IntervalTest {

  private static final double TIGHT = 1e-6;

  @Test
  void fiveValuesHaveFourDegreesOfFreedom() {
    // given: squares 4 + 1 + 0 + 1 + 4 = 10, so s² = 2.5; t(0.975; 4) = 2.776445

    // when
    Interval interval = Interval.of(List.of(8.0, 9.0, 10.0, 11.0, 12.0));

    // then
    assertThat(interval.mean()).isEqualTo(10);
    assertThat(interval.deviation()).isCloseTo(Math.sqrt(2.5), within(TIGHT));
    assertThat(interval.halfWidth())
        .isCloseTo(2.776445105 * Math.sqrt(2.5) / Math.sqrt(5), within(TIGHT));
    assertThat(interval.isWithin(0.1964)).isTrue();
    assertThat(interval.isWithin(0.1963)).isFalse();
  }

  @Test
  void twoValuesHaveOne() {
    // when: t(0.975; 1) = 12.706205, s = √2 / 2 · 2
    Interval interval = Interval.of(List.of(99.0, 101.0));

    // then
    assertThat(interval.halfWidth()).isCloseTo(12.70620474, within(TIGHT));
  }

  @Test
  void largeCloseValuesKeepTheirSpread() {
    // when
    Interval interval = Interval.of(List.of(1e12 + 1, 1e12 + 2, 1e12 + 3));

    // then
    assertThat(interval.deviation()).isEqualTo(1);
  }

  @Test
  void valuesWithoutSpreadAreKnownExactly() {
    assertThat(Interval.of(Collections.nCopies(3, 5.0)).isWithin(1e-9)).isTrue();
    assertThat(Interval.of(Collections.nCopies(3, 0.0)).isWithin(0.5)).isTrue();
    assertThat(Interval.of(List.of(-1.0, 1.0)).relative()).isEmpty();
    assertThat(Interval.of(List.of(-1.0, 1.0)).isWithin(0.5)).isFalse();
  }

  @Test
  void theSpreadSaysHowManyMoreAreNeeded() {
    // given: s = √2.5; t(0.975; 11) · s ÷ √12 = 1.0046 and t(0.975; 12) · s ÷ √13 = 0.9555
    Interval interval = Interval.of(List.of(8.0, 9.0, 10.0, 11.0, 12.0));

    // then
    assertThat(interval.needed(0.1, 100)).isEqualTo(13);
    assertThat(interval.needed(0.1, 9)).isEqualTo(9);
    assertThat(interval.needed(0.9, 100)).isEqualTo(6);
  }

  @Test
  void oneValueIsNoInterval() {
    assertThatThrownBy(() -> Interval.of(List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs two values");
  }
}
