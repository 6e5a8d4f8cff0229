package io.tacet.scheduler.job;

import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells whoever ends orders that a cancel was committed; what is lost here, a poll finds. */
@ApplicationScoped
public class CancelWake {

  private final Signal signal = new Signal();

  void wake() {
    signal.raise();
  }

  /** What the waiting thread waits for. */
  public Signal signal() {
    return signal;
  }
}
