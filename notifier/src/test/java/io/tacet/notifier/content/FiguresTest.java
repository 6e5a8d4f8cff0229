package io.tacet.notifier.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 µs",
    "999, 999 µs",
    "1500, 1.5 ms",
    "999999, 1000 ms",
    "1000000, 1 s",
    "12345678, 12.35 s",
    "61000000, 1 min 1 s",
    "3599600000, 1 h 0 min",
    "7380000000, 2 h 3 min",
  })
  void aDurationHasAHandyUnit(long micros, String expected) {
    // when
    String text = Figures.duration(micros);
    // then
    assertThat(text).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "52340000, µJ, 52.34 J",
    "999, µJ, 999 µJ",
    "1500, mW, 1.5 W",
    "4321, 0.01 %, 43.21 %",
    "4096, bytes, 4 KiB",
    "0, bytes, 0 bytes",
    "1234567, count, 1234567 count",
    "0.000012345678, V, 0.00001235 V",
    "2500, µs, 2.5 ms",
  })
  void aValueHasItsMetricsUnitOrAHandierOne(double value, String unit, String expected) {
    // when
    String text = Figures.value(value, unit);
    // then
    assertThat(text).isEqualTo(expected);
  }

  @Test
  void aDeviationIsAPercentage() {
    // when
    String text = Figures.deviation(-0.00523);
    // then
    assertThat(text).isEqualTo("± 0.523 %");
  }
}
