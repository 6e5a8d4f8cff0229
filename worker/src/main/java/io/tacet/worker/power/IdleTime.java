package io.tacet.worker.power;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long there has been nothing to do, and when the machine is to go off for it. After a failure
 * the wait is longer, and doubles. One thread at a time.
 */
final class IdleTime {

  private final PowerSettings settings;
  private final LongSupplier nanoTime;
  private long dueAt;
  private int failures;

  /**
   * Begins now.
   *
   * @param nanoTime monotonic clock, ns
   */
  IdleTime(PowerSettings settings, LongSupplier nanoTime) {
    this.settings = settings;
    this.nanoTime = nanoTime;
    again();
  }

  /** Begins again: there was something to do, or the machine is back. */
  void again() {
    failures = 0;
    dueAt = nanoTime.getAsLong() + settings.offAfter().toNanos();
  }

  /** It could not go off. Returns after which time it is tried again. */
  Duration failed() {
    Duration pause = settings.retry();
    for (int i = 0; i < failures && pause.compareTo(settings.longestRetry()) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    failures++;
    Duration capped =
        pause.compareTo(settings.longestRetry()) < 0 ? pause : settings.longestRetry();
    dueAt = nanoTime.getAsLong() + capped.toNanos();
    return capped;
  }

  /** Time until the machine is to go off; empty: now. */
  Optional<Duration> left() {
    long left = dueAt - nanoTime.getAsLong();
    return left <= 0 ? Optional.empty() : Optional.of(Duration.ofNanos(left));
  }
}
