package io.tacet.scheduler.relay;

import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells the relay that the outbox may hold something; what is lost here, its poll finds. */
@ApplicationScoped
public class RelayWake {

  private final Signal signal = new Signal();

  /** Wakes the relay if it runs in this process. */
  public void wake() {
    signal.raise();
  }

  Signal signal() {
    return signal;
  }
}
