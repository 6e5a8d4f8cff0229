package io.tacet.contract.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that is submitted again and again, {@code GET /api/v1/schedules/{id}}.
 *
 * @param owner user id of whoever made it; its jobs are submitted as theirs
 * @param state ACTIVE, PAUSED, ENDED (nothing more to come) or DELETED
 * @param repeat how often each firing measures the job
 * @param missed RUN_ONCE, SKIP or RUN_ALL
 * @param nextAt when it fires next; COMMIT, TAG: when the repository is looked at next; null: never
 * @param seen COMMIT: the commit seen last; null: none yet
 * @param failures COMMIT, TAG: looks at the repository that have failed in a row, count
 * @param problem what went wrong last: a firing that was refused, or a look; null when the last one
 *     went well
 * @param lastFiring null: it has not fired yet
 */
public record Schedule(
    String id,
    String name,
    String owner,
    String state,
    ScheduleTiming timing,
    SubmitJob job,
    int repeat,
    String missed,
    Instant createdAt,
    @Nullable Instant nextAt,
    @Nullable String seen,
    int failures,
    @Nullable String problem,
    @Nullable Firing lastFiring) {

  /**
   * One firing.
   *
   * @param dueAt when it was due; COMMIT, TAG and by hand: when it was noticed
   * @param outcome SUBMITTED, FAILED (refused, see message) or SKIPPED (missed, by rule)
   * @param commit COMMIT, TAG: the commit
   * @param tag TAG: the tag
   * @param job id of the job; null with a group, or without any
   * @param group id of the group when it is measured more than once
   */
  public record Firing(
      Instant dueAt,
      Instant firedAt,
      String outcome,
      @Nullable String message,
      @Nullable String commit,
      @Nullable String tag,
      @Nullable String job,
      @Nullable String group) {}
}
