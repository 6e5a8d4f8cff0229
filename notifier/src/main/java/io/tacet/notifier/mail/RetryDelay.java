package io.tacet.notifier.mail;

import io.tacet.notifier.config.NotifierConfig;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long a mail waits for its next attempt: doubling, half of it random. Thread-safe. */
final class RetryDelay {

  private static final int MOST_DOUBLINGS = 30;

  private final NotifierConfig.Retry retry;
  private final DoubleSupplier random;

  /** With random numbers from 0 to 1. */
  RetryDelay(NotifierConfig.Retry retry, DoubleSupplier random) {
    this.retry = retry;
    this.random = random;
  }

  /** Wait after this many failed attempts. */
  Duration after(int attempts) {
    long factor = 1L << Math.min(MOST_DOUBLINGS, Math.max(0, attempts - 1));
    long first = retry.first().toMillis();
    long longest = retry.longest().toMillis();
    long limit = first > longest / factor ? longest : first * factor;
    return Duration.ofMillis(limit / 2 + (long) (random.getAsDouble() * (limit - limit / 2)));
  }
}
