package io.tacet.notifier.config;

import java.time.Duration;
import java.util.List;

/** Finds what many settings can have wrong. */
public final class Problems {

  private Problems() {}

  /** Adds a problem unless a length of time is more than 0. */
  public static void positive(String key, Duration value, List<String> problems) {
    if (value.isNegative() || value.isZero()) {
      problems.add(key + ": must be more than 0");
    }
  }
}
