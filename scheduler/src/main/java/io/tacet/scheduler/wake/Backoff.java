package io.tacet.scheduler.wake;

import java.time.Duration;

/**
 * Pauses after failures: the first, doubled with each next one, up to a longest. Not for use by
 * several threads.
 */
public final class Backoff {

  private final Duration first;
  private final Duration longest;
  private Duration next;

  /** Starts with the first pause. */
  public Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /** The pause to make now. */
  public Duration next() {
    Duration pause = next;
    Duration doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) > 0 ? longest : doubled;
    return pause;
  }

  /** It worked: the next failure starts with the first pause again. */
  public void reset() {
    next = first;
  }
}
