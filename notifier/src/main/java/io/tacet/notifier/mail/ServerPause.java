package io.tacet.notifier.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * While the mail server can't be reached nobody tries it for a time that grows, and no mail has to
 * wait longer for what is not its own fault. Thread-safe.
 */
@ApplicationScoped
class ServerPause {

  private final RetryDelays delays;
  private int failures;
  private Instant until = Instant.EPOCH;

  ServerPause(RetryDelays delays) {
    this.delays = delays;
  }

  synchronized boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /** The server could not be reached; when to try again. */
  synchronized Instant failed(Instant now) {
    if (isOver(now)) {
      failures++;
      until = now.plus(delays.withoutServer(failures));
    }
    return until;
  }

  /** It has answered, whatever it said. */
  synchronized void answered() {
    failures = 0;
    until = Instant.EPOCH;
  }
}
