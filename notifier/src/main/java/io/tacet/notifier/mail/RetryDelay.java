package io.tacet.notifier.mail;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait for the next attempt: doubling, half of it random. Thread-safe. */
public final class RetryDelay {

  private static final int MOST_DOUBLINGS = 30;

  private final long first;
  private final long longest;
  private final DoubleSupplier random;

  /** With random numbers from 0 to 1. */
  public RetryDelay(Duration first, Duration longest, DoubleSupplier random) {
    this.first = first.toMillis();
    this.longest = longest.toMillis();
    this.random = random;
  }

  /** Wait after this many failed attempts. */
  public Duration after(int attempts) {
    long factor = 1L << Math.min(MOST_DOUBLINGS, Math.max(0, attempts - 1));
    long limit = first > longest / factor ? longest : first * factor;
    return Duration.ofMillis(limit / 2 + (long) (random.getAsDouble() * (limit - limit / 2)));
  }
}
