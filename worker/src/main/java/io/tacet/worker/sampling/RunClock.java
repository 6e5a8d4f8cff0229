package io.tacet.worker.sampling;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Time of a run: what is measured, what is stamped, and how one waits for it. */
public interface RunClock {

  /** Monotonic time, ns, from an arbitrary start. */
  long nanos();

  /** Time of day, UTC. */
  Instant now();

  /** Waits at most that long, ns; may return early, as when the thread is unparked. */
  void park(long nanos);

  /** The machine's. */
  static RunClock system() {
    return new RunClock() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void park(long nanos) {
        LockSupport.parkNanos(nanos);
      }
    };
  }
}
