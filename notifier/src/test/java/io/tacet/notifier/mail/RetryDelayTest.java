package io.tacet.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacet.notifier.config.NotifierConfig;
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
    RetryDelay delay = new RetryDelay(new Retry(), () -> random);
    // when
    Duration wait = delay.after(attempts);
    // then
    assertThat(wait).isEqualTo(Duration.ofMillis(millis));
  }

  private record Retry() implements NotifierConfig.Retry {
    @Override
    public Duration first() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration longest() {
      return Duration.ofMinutes(30);
    }

    @Override
    public Duration giveUpAfter() {
      return Duration.ofDays(5);
    }
  }
}
