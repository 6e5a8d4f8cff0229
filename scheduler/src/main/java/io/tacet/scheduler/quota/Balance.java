package io.tacet.scheduler.quota;

import java.util.Locale;

/**
 * What a user has of a machine in a month. Immutable.
 *
 * @param granted per month, s
 * @param usedMicros by attempts that are over, µs
 * @param reservedMicros by the order that is out, µs
 */
record Balance(
    String user, String machine, Month month, long granted, long usedMicros, long reservedMicros) {

  static final long MICROS = 1_000_000;

  /** What is left, µs; below 0 when less is granted than was. */
  long leftMicros() {
    return granted * MICROS - usedMicros - reservedMicros;
  }

  /** What is left, whole s, never below 0. */
  long left() {
    return Math.max(0, leftMicros() / MICROS);
  }

  /** Whether so many seconds can be reserved. */
  boolean has(long seconds) {
    return leftMicros() >= seconds * MICROS;
  }

  /** What a job is told that waits. */
  String waits() {
    return String.format(
        Locale.ROOT,
        "Waits for quota: user '%s' has %d s left of %d s on machine '%s' in %s (UTC), less than its"
            + " time limit. It goes on when there is more: the quota is raised, or %s begins.",
        user,
        left(),
        granted,
        machine,
        month,
        month.month().plusMonths(1));
  }
}
