package io.tacet.worker.sampling;

import java.time.Instant;

/** A clock that a test sets; the time of day and the monotonic one are set apart. */
public final class SetClock implements RunClock {

  private long nanos;
  private Instant now;

  /** Stands at these times. */
  public SetClock(long nanos, Instant now) {
    this.nanos = nanos;
    this.now = now;
  }

  /** Goes on, both times alike. */
  public void advance(long by) {
    nanos += by;
    now = now.plusNanos(by);
  }

  /** Sets the time of day alone, as a time server does. */
  public void step(Instant to) {
    now = to;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void park(long nanos) {
    advance(nanos);
  }
}
