package io.tacet.it.benchmark;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Time that has to pass because it is what is measured. */
final class Elapsing {

  private Elapsing() {}

  static void of(Duration duration) {
    await().atMost(duration.plusSeconds(10)).pollDelay(duration).until(() -> true);
  }
}
