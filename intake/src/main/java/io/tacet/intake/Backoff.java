package io.tacet.intake;

import java.util.function.DoubleSupplier;

/** How long to wait after the n-th failure in a row: doubling, with jitter. For one thread. */
public final class Backoff {

  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 5_000;

  private final DoubleSupplier random;
  private long next = FIRST_MILLIS;

  /** With random numbers from 0 to 1. */
  public Backoff(DoubleSupplier random) {
    this.random = random;
  }

  /** Milliseconds to wait now: half to all of the present limit. */
  public long nextMillis() {
    long limit = next;
    next = Math.min(LONGEST_MILLIS, 2 * next);
    long half = limit / 2;
    return half + (long) (random.getAsDouble() * half);
  }

  /** The last try was no failure. */
  public void reset() {
    next = FIRST_MILLIS;
  }
}
