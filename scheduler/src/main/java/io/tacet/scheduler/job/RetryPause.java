package io.tacet.scheduler.job;

import io.tacet.scheduler.config.QueueConfig;
import io.tacet.schema.ErrorClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a job waits before its next attempt, by whose fault the last one was. Thread-safe. */
@ApplicationScoped
class RetryPause {

  private static final int MOST_DOUBLINGS = 20;

  private final QueueConfig config;

  RetryPause(QueueConfig config) {
    this.config = config;
  }

  /** Whether another attempt could end otherwise: the user's fault stays. */
  static boolean helps(@Nullable ErrorClass whose) {
    return whose != ErrorClass.USER;
  }

  /**
   * The pause after an attempt.
   *
   * @param attempts that have counted so far, from 1
   */
  Duration after(@Nullable ErrorClass whose, int attempts) {
    Duration first =
        whose == ErrorClass.MACHINE ? config.machinePause() : config.infrastructurePause();
    int doublings = Math.max(0, Math.min(attempts - 1, MOST_DOUBLINGS));
    Duration pause = first.multipliedBy(1L << doublings);
    return pause.compareTo(config.longestPause()) > 0 ? config.longestPause() : pause;
  }
}
