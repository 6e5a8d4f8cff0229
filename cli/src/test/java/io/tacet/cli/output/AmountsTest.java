package io.tacet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0,0 µs",
    "999,999 µs",
    "1500,1.50 ms",
    "43210,43.2 ms",
    "350000,350 ms",
    "5004000,5.00 s",
    "119990000,119.99 s",
    "125000000,2 min 05 s",
    "7260000000,2 h 01 min"
  })
  void showsTimesInTheUnitThatReadsBest(long micros, String expected) {
    // when / then
    assertThat(Amounts.micros(micros)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1024,1.0 KiB", "157286400,150 MiB", "1610612736,1.5 GiB"})
  void showsBytesInPowersOf1024(double bytes, String expected) {
    // when / then
    assertThat(Amounts.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "12,12",
    "0.01234567,0.01235",
    "3.14159,3.142",
    "99.5,99.5",
    "1234567.8,'1,234,568'"
  })
  void showsMeasuredValuesWithFourSignificantDigits(double value, String expected) {
    // when / then
    assertThat(Amounts.measured(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2048,bytes,2.0 KiB",
    "1500000,µs,1.50 s",
    "9964,0.01 %,99.6 %",
    "3.14159,mW,3.142 mW",
    "26170,mW,26.17 W",
    "999999,µJ,'999,999 µJ'",
    "52340000,µJ,52.34 J",
    "1234567800000,µJ,'1,234,568 J'",
    ",mW,-"
  })
  void showsMeasuredValuesInTheUnitThatReadsBest(
      @org.jspecify.annotations.Nullable Double value, String unit, String expected) {
    // when / then
    assertThat(Amounts.measured(value, unit)).isEqualTo(expected);
  }

  @Test
  void showsServiceUnitsAndTellsWhenNothingIsCharged() {
    // when / then
    assertThat(Amounts.serviceUnits(new BigDecimal("0.0123456789"))).isEqualTo("0.012346 SU");
    assertThat(Amounts.serviceUnits(new BigDecimal("2.5"))).isEqualTo("2.5 SU");
    assertThat(Amounts.serviceUnits(null)).isEqualTo("not charged");
  }

  @Test
  void showsTimesInUtcAndADashWhereThereIsNone() {
    // when / then
    assertThat(Amounts.time(Instant.parse("2026-11-21T01:15:03.123Z")))
        .isEqualTo("2026-11-21 01:15:03 UTC");
    assertThat(Amounts.time(null)).isEqualTo("-");
    assertThat(Amounts.orDash("")).isEqualTo("-");
  }
}
