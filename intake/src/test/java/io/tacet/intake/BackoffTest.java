package io.tacet.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void theWaitDoublesUpToALimitAndBeginsAnewAfterASuccess() {
    // given
    Backoff backoff = new Backoff(() -> 1);

    // when
    long[] waits = LongStream.generate(backoff::nextMillis).limit(7).toArray();
    backoff.reset();

    // then
    assertThat(waits).containsExactly(200, 400, 800, 1600, 3200, 5000, 5000);
    assertThat(backoff.nextMillis()).isEqualTo(200);
  }

  @Test
  void halfOfTheWaitIsRandom() {
    assertThat(new Backoff(() -> 0).nextMillis()).isEqualTo(100);
    assertThat(new Backoff(() -> 0.5).nextMillis()).isEqualTo(150);
  }
}
