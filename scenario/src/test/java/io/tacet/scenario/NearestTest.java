package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN = List.of("name", "phases", "timeout", "setup");

  @ParameterizedTest
  @CsvSource({
    "nmae, name",
    "phase, phases",
    "Timeout, timeout",
    "time-out, timeout",
    "stup, setup"
  })
  void a_slip_of_the_finger_is_understood(String given, String meant) {
    assertThat(Nearest.to(given, KNOWN)).contains(meant);
  }

  @Test
  void nothing_is_suggested_for_what_is_like_nothing() {
    assertThat(Nearest.to("colour", KNOWN)).isEmpty();
    assertThat(Nearest.to("", KNOWN)).isEmpty();
    assertThat(Nearest.to("name", List.of())).isEmpty();
  }
}
