package io.tacet.worker.measure;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A wish to stop, from any thread, that wakes the one that measures; once wished it stays. */
final class StopSignal {

  private volatile boolean requested;
  private volatile @Nullable Thread measuring;

  void request() {
    requested = true;
    LockSupport.unpark(measuring);
  }

  boolean requested() {
    return requested;
  }

  /** The calling thread is to be woken. */
  void wakesThisThread() {
    measuring = Thread.currentThread();
  }
}
