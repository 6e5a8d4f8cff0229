package io.tacet.cli.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LengthOfTimeTest {

  @ParameterizedTest
  @CsvSource({"90,PT90S", "90s,PT90S", "15m,PT15M", "15min,PT15M", "2h,PT2H"})
  void readsNumberAndUnit(String text, Duration expected) {
    // when / then
    assertThat(new LengthOfTime().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-5", "1d", "ten", "1.5h", "99999999999"})
  void refusesAnythingElseAndShowsWhatWouldBeRight(String text) {
    // when / then
    assertThatThrownBy(() -> new LengthOfTime().convert(text)).hasMessageContaining("15m");
  }

  @Test
  void refusesNoTimeAtAll() {
    // when / then
    assertThatThrownBy(() -> new LengthOfTime().convert("0s"))
        .hasMessageContaining("longer than 0");
  }
}
