package io.tacet.scheduler.accuracy;

import io.tacet.contract.rest.AccuracyControl.Reference;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy control of a machine as the database has it. Immutable.
 *
 * @param acted whether the state has had its consequence
 * @param lost whether operators were told that accuracy is lost, and not yet that it is back
 * @param windowSince runs that began before this do not count
 * @param job the control run that is out
 * @param failures control runs in a row that gave no values, count
 * @param facts what the machine was when the window began
 * @param quarantined whether the machine is in quarantine
 */
record ControlRow(
    String machine,
    String owner,
    ControlPlan plan,
    State state,
    String reason,
    boolean acted,
    boolean lost,
    Instant windowSince,
    @Nullable Instant nextAt,
    @Nullable String job,
    int failures,
    @Nullable String problem,
    List<Reference> reference,
    @Nullable String facts,
    long historySeen,
    boolean quarantined) {

  /**
   * What is known of the machine.
   *
   * <pre>{@code
   * set up, changed, after maintenance, an operator's check or release: a new window
   *                   │
   *                   ▼
   *               UNPROVEN ── enough runs, all bounds kept ──▶ PASSED ─┐ every so often
   *                   │                                        │  ▲    │ another run
   *                   │ a bound is not kept, a value missing,  │  └────┘
   *                   │ no values in three runs                │ the same
   *                   ▼                                        ▼
   *                 FAILED ◀───────────────────────────────────┘
   *                 quarantine; no runs until an operator says so
   * }</pre>
   */
  enum State {
    UNPROVEN,
    PASSED,
    FAILED
  }
}
