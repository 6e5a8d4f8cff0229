package io.tacet.scheduler.wake;

import java.time.Duration;

/** One turn of a loop. */
@FunctionalInterface
public interface Step {

  /**
   * Does what there is to do.
   *
   * @return how long to wait for the signal before the next turn; zero: no wait
   */
  Duration run() throws Exception;
}
