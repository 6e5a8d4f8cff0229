package io.tacet.worker.sensor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UserHzTest {

  @Test
  void a_tick_is_as_long_as_this_machine_says() throws IOException {
    // given: sysconf(_SC_CLK_TCK), by an independent program
    Process getconf = new ProcessBuilder("getconf", "CLK_TCK").start();

    // when
    String ticksPerSecond = new String(getconf.getInputStream().readAllBytes(), US_ASCII).strip();

    // then
    assertThat(UserHz.MICROS_PER_TICK).isEqualTo(1_000_000 / Long.parseLong(ticksPerSecond));
  }
}
