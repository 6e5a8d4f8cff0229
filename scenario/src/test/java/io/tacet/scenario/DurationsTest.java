package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "1ms, PT0.001S",
    "500ms, PT0.5S",
    "5s, PT5S",
    "90m, PT1H30M",
    "1h30m, PT1H30M",
    "1h2m3s4ms, PT1H2M3.004S",
    "007s, PT7S",
    "8760h, PT8760H"
  })
  void durations_are_read_as_people_write_them(String text, Duration meant) {
    assertThat(Durations.read(text)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "s",
        "-5s",
        "+5s",
        "0s",
        "0h0m",
        "1.5s",
        "5 s",
        " 5s",
        "5s\n",
        "5S",
        "5min",
        "1d",
        "PT5S",
        "٥s",
        "5s;",
        "1234567890s"
      })
  void anything_else_is_no_duration(String text) {
    assertThat(Durations.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8761h", "999999999h", "8760h1ms"})
  void a_duration_longer_than_a_year_is_none(String text) {
    assertThat(Durations.read(text)).isEmpty();
  }

  @Test
  void a_text_of_very_many_parts_does_no_harm() {
    assertThat(Durations.read("1s".repeat(100_000))).isEmpty();
  }
}
