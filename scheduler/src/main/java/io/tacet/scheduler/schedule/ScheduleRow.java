package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.ScheduleTiming;
import io.tacet.contract.rest.SubmitJob;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as the database has it. Immutable.
 *
 * @param nextAt when it fires, or looks, next; null unless ACTIVE
 * @param seen what the repository had at the last look; null: no look yet
 * @param failures looks that have failed in a row, count
 */
record ScheduleRow(
    String id,
    String name,
    String owner,
    ScheduleMode mode,
    ScheduleTiming timing,
    SubmitJob template,
    int repeat,
    MissedRule missed,
    State state,
    @Nullable Instant nextAt,
    @Nullable List<String> seen,
    int failures,
    @Nullable String problem,
    Instant createdAt) {

  /**
   * Its life.
   *
   * <pre>{@code
   * ACTIVE ⇄ PAUSED
   *   │  └───────┴──▶ DELETED (from ENDED, too)
   *   └⇄ ENDED  ONCE has fired, or nothing more can come; ACTIVE again with another timing
   * }</pre>
   */
  enum State {
    ACTIVE,
    PAUSED,
    ENDED,
    DELETED
  }
}
