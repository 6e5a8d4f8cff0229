package io.tacet.notifier.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells the senders that there may be something to do; only a hint beside their poll. Thread-safe.
 */
@ApplicationScoped
public class WakeUp {

  private final Semaphore hints = new Semaphore(0);

  /** There is something to do. */
  public void signal() {
    if (hints.availablePermits() == 0) {
      hints.release();
    }
  }

  /** Returns after a hint, or after this time. */
  void await(long millis) throws InterruptedException {
    if (hints.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      hints.drainPermits();
    }
  }
}
