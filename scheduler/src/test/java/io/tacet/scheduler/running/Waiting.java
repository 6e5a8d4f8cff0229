package io.tacet.scheduler.running;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for conditions of a scheduler that is at work. */
public final class Waiting {

  /** Long enough for a busy machine: only a test that fails waits for so long. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Waiting() {}

  /** Waits until a condition is met, for three minutes if the test says no other limit. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }
}
