package io.tacet.scheduler.running;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, wrong by as much as a test wants. */
@Alternative
@Priority(1)
@ApplicationScoped
public class SettableClock implements InstantSource {

  private volatile Duration ahead = Duration.ZERO;

  /** From now on it is ahead by this. */
  public void setAhead(Duration duration) {
    ahead = duration;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }
}
