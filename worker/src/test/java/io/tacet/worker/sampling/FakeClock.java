package io.tacet.worker.sampling;

import java.time.Instant;

/** A clock that stands still unless it is moved. */
public final class FakeClock implements RunClock {

  /** When it begins. */
  public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  private long nanos = 1_000_000_000_000L;
  private final long begin = nanos;

  /** Moves it. */
  public void pass(long millis) {
    nanos += millis * 1_000_000;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos - begin);
  }

  @Override
  public void park(long time) {
    nanos += Math.max(0, time);
  }
}
