package io.tacet.worker.loop;

import java.time.Duration;

/** How long a worker runs. */
public sealed interface Stay {

  /** Until it is told to stop. */
  record Forever() implements Stay {}

  /**
   * For at most one job; it ends at once when no order waits.
   *
   * @param patience how long it waits for one
   */
  record OneJob(Duration patience) implements Stay {}
}
