package io.tacet.scheduler.takeover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How the last try to end each order went, so that an order that is tried every 50 ms while it
 * waits is in the log once, and then once a minute. Thread-safe.
 */
final class LoggedTries {

  static final Duration AGAIN = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Map<String, Logged> logged = new HashMap<>();

  LoggedTries(InstantSource clock) {
    this.clock = clock;
  }

  private record Logged(String result, Instant at) {}

  /** Whether this is to be logged now; it counts as logged then. */
  synchronized boolean isNews(String job, String result) {
    Instant now = clock.instant();
    Logged last = logged.get(job);
    if (last != null && last.result().equals(result) && now.isBefore(last.at().plus(AGAIN))) {
      return false;
    }
    logged.put(job, new Logged(result, now));
    return true;
  }

  /** Forgets all jobs but these. */
  synchronized void keep(Collection<String> jobs) {
    logged.keySet().retainAll(jobs);
  }
}
