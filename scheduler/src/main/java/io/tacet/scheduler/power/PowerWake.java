package io.tacet.scheduler.power;

import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells that a machine which is off was given an order; what is lost here, a poll finds. */
@ApplicationScoped
public class PowerWake {

  private final Signal signal = new Signal();

  /** Looks now if the one who wakes machines runs in this process. */
  public void wake() {
    signal.raise();
  }

  Signal signal() {
    return signal;
  }
}
