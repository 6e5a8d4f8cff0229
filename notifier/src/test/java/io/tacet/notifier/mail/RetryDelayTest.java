package io.tacet.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryDelayTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0.0, 2500",
    "1, 1.0, 5000",
    "2, 1.0, 10000",
    "4, 0.5, 30000",
    "10, 1.0, 1800000",
    "1000000, 1.0, 1800000",
  })
  void theDelayDoublesUpToTheLongestWithHalfOfItRandom(int attempts, double random, long millis) {
    // given
    RetryDelay delay = new RetryDelay(Duration.ofSeconds(5), Duration.ofMinutes(30), () -> random);
    // when
    Duration wait = delay.after(attempts);
    // then
    assertThat(wait).isEqualTo(Duration.ofMillis(millis));
  }
}
