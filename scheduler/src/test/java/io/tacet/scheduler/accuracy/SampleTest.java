package io.tacet.scheduler.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Mean and deviation against values computed by hand. */
final class SampleTest {

  private static final BigDecimal CLOSE = new BigDecimal("1e-30");

  @Test
  void byHand() {
    // given: mean 5, squares of the distances 9+1+1+1+0+0+4+16 = 32, so √(32/7)
    Sample sample = Sample.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0));

    // then
    assertThat(sample.mean()).isEqualByComparingTo("5");
    assertThat(sample.deviation())
        .isCloseTo(new BigDecimal("2.138089935299395077476427847038026"), within(CLOSE));
    assertThat(Objects.requireNonNull(sample.relativeDeviation()).doubleValue())
        .isEqualTo(0.427617987059879);
    assertThat(sample.distance(new BigDecimal("4"))).isEqualByComparingTo("1");
    assertThat(sample.relativeDistance(new BigDecimal("4"))).isEqualByComparingTo("0.25");
  }

  @Test
  void closeValuesFarFromZeroKeepTheirSpread() {
    // given: 4, 7, 13, 16 around 10 have 36+9+9+36 = 90, so √30, wherever they are
    Sample sample = Sample.of(List.of(1e15 + 4, 1e15 + 7, 1e15 + 13, 1e15 + 16));

    // then
    assertThat(sample.mean()).isEqualByComparingTo("1000000000000010");
    assertThat(sample.deviation().pow(2)).isCloseTo(new BigDecimal("30"), within(CLOSE));
  }

  @Test
  void aMeanOfZeroHasNoRelativeDeviation() {
    // given
    Sample sample = Sample.of(List.of(-1.0, 1.0));

    // then: √((1+1)/1)
    assertThat(sample.deviation().pow(2)).isCloseTo(new BigDecimal("2"), within(CLOSE));
    assertThat(sample.relativeDeviation()).isNull();
    assertThat(sample.relativeDistance(BigDecimal.ZERO)).isNull();
    assertThat(Sample.of(List.of(7.0, 7.0)).relativeDeviation()).isEqualByComparingTo("0");
  }

  @Test
  void oneValueHasNoDeviation() {
    assertThatThrownBy(() -> Sample.of(List.of(1.0))).isInstanceOf(IllegalArgumentException.class);
  }
}
