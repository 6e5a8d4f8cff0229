package io.tacet.contract.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What decides when a job's turn comes.
 *
 * @param priority −10 to 10, the highest goes first
 * @param labels what its machine must have; empty when it names a machine
 * @param held whether it waits to be released
 * @param heldBy user id of whoever holds it; null: it is not held
 * @param after ids of the jobs it comes after; null in lists
 * @param waitsFor how many of them have not ended, count
 * @param notBefore end of the pause before its next attempt; null: no pause
 * @param latestStart it fails unless it has gone to a machine by then; null: it waits for ever
 * @param group id of the group it belongs to; null: none
 * @param estimate when it may begin; null when it does not wait or nothing can be said, and in
 *     lists
 * @param window the start window it waits for; null: none
 */
public record Queueing(
    int priority,
    Map<String, String> labels,
    boolean held,
    @Nullable String heldBy,
    @Nullable List<String> after,
    int waitsFor,
    @Nullable Instant notBefore,
    @Nullable Instant latestStart,
    @Nullable String group,
    @Nullable Estimate estimate,
    @Nullable Window window) {

  /**
   * A start window.
   *
   * @param waits whether the job waits because the window is closed
   * @param startsAnywayAt when it waits for the window no longer; null: it waits for ever
   */
  public record Window(String id, boolean waits, @Nullable Instant startsAnywayAt) {}

  /**
   * A guess from history, made when it was asked for.
   *
   * @param startsAt when the job may go to a machine
   * @param machine the machine that may take it
   * @param jobsBefore jobs expected to go to that machine first, count
   * @param basedOn finished jobs whose machine time it rests on, count; 0: on time limits alone
   */
  public record Estimate(Instant startsAt, String machine, long jobsBefore, int basedOn) {}
}
