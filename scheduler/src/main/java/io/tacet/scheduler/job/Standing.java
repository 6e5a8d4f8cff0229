package io.tacet.scheduler.job;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands in the queue. Immutable.
 *
 * @param pool where it waits: the machine's id, or the labels' canonical text
 * @param priority −10 to 10, the highest goes first
 * @param labels what its machine must have; empty when it names a machine
 * @param heldBy user id of whoever holds it; null: it is not held
 * @param waitsFor how many jobs it comes after have not ended, count
 * @param notBefore end of the pause before its next attempt
 * @param latestStart it fails unless it has gone to a machine by then
 * @param group the group it belongs to
 * @param window the start window it waits for; null: none
 */
public record Standing(
    String pool,
    int priority,
    Map<String, String> labels,
    @Nullable String heldBy,
    int waitsFor,
    @Nullable Instant notBefore,
    @Nullable Instant latestStart,
    @Nullable String group,
    @Nullable WindowWait window) {

  /** One that waits for no start window. */
  public Standing(
      String pool,
      int priority,
      Map<String, String> labels,
      @Nullable String heldBy,
      int waitsFor,
      @Nullable Instant notBefore,
      @Nullable Instant latestStart,
      @Nullable String group) {
    this(pool, priority, labels, heldBy, waitsFor, notBefore, latestStart, group, null);
  }

  /**
   * A start window. Immutable.
   *
   * @param waits whether it is closed, as far as the job knows
   * @param anywayAt when the job waits for it no longer; null: never
   */
  public record WindowWait(String id, boolean waits, @Nullable Instant anywayAt) {}

  /** In a machine's own queue, like any other job. */
  public static Standing at(String machine) {
    return new Standing(machine, 0, Map.of(), null, 0, null, null, null);
  }

  /** Whether it waits for a start window to open. */
  public boolean waitsForWindow() {
    return window != null && window.waits();
  }

  /** Whether it waits to be released. */
  public boolean isHeld() {
    return heldBy != null;
  }
}
