package io.tacet.worker.measure;

import java.time.Duration;

/**
 * What is left of a job's time. Only its phases use it: what the worker does between them (waiting
 * for the broker, closing connections, starting providers) is not the job's doing. One thread.
 */
final class TimeLimit {

  private long left;

  /** With all of it left. */
  TimeLimit(Duration limit) {
    this.left = limit.toNanos();
  }

  /** What is left; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, left));
  }

  /**
   * When it is over for a phase.
   *
   * @param start when the phase begins, ns of the run's clock
   * @return ns of the same clock
   */
  long endOfPhaseFrom(long start) {
    return start + left;
  }

  /**
   * A phase is over.
   *
   * @param nanos how long it took
   */
  void used(long nanos) {
    left -= nanos;
  }
}
