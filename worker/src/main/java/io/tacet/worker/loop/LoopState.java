package io.tacet.worker.loop;

import java.util.Set;

/**
 * What the worker is doing; the only place where it stands what may follow what.
 *
 * <pre>{@code
 * STARTING ─▶ RECOVERING ─▶ IDLE ◀───────────────────────────────────┐
 *                 │          │ order                                 │
 *                 │          ▼                                       │
 *                 │        TAKING ─▶ GATING ─▶ PREPARING ─▶ MEASURING │
 *                 │          │        │  │       │             │     │
 *                 │          │        │  └──(ended elsewhere)──┼─────┤
 *                 │ cancelled│        │      │failed          │     │
 *                 │          │        │unfit or cancelled     ▼     │
 *                 │          └────────┴──────┴──────────▶ SETTLING │
 *                 │                                            │     │
 *                 └──(spool)──▶ REPORTING ◀────────────────────┘     │
 *                                  ├──(recovered)────────────────────┤
 *                                  ▼                                 │
 *                               CLEANING ─▶ RESTING ─────────────────┤
 *                                                                    │
 *      IDLE ─▶ SKIPPING (a record that is no order, or a repeated one)┘
 *      IDLE ⇄ POWERING_OFF (nothing to do for long)
 *      IDLE, RECOVERING ⇄ BLOCKED (a person must act)
 *      any ─▶ STOPPED
 * }</pre>
 *
 * <p>MEASURING is silent from the first {@code enterSilence} to its end; between two runs of
 * measured phases the worker may speak.
 */
public enum LoopState {
  /** Opening. */
  STARTING,
  /** Looking after what an earlier worker left. */
  RECOVERING,
  /** Waiting for an order. */
  IDLE,
  /** Moving the offset past a record that needs no work. */
  SKIPPING,
  /** The order is journalled. */
  TAKING,
  /** Waiting until the machine is fit. */
  GATING,
  /** Getting scenario and source. */
  PREPARING,
  /** Running the job. */
  MEASURING,
  /** Writing the result to the spool. */
  SETTLING,
  /** Reporting the outcome, once. */
  REPORTING,
  /** Running the operator's clean-up. */
  CLEANING,
  /** The configured pause. */
  RESTING,
  /** Said that it goes off; the machine is being turned off, suspended, or stays on after all. */
  POWERING_OFF,
  /** Nothing can go on without a person. */
  BLOCKED,
  /** Over. */
  STOPPED;

  /** Whether this state may follow another. */
  public boolean mayFollow(LoopState before) {
    return this == STOPPED || before.next().contains(this);
  }

  private Set<LoopState> next() {
    return switch (this) {
      case STARTING -> Set.of(RECOVERING);
      case RECOVERING -> Set.of(REPORTING, SETTLING, IDLE, BLOCKED);
      case IDLE -> Set.of(IDLE, TAKING, SKIPPING, POWERING_OFF, BLOCKED);
      case SKIPPING -> Set.of(IDLE);
      case TAKING -> Set.of(GATING, SETTLING);
      case GATING -> Set.of(PREPARING, SETTLING, IDLE);
      case PREPARING -> Set.of(MEASURING, SETTLING);
      case MEASURING -> Set.of(SETTLING);
      case SETTLING -> Set.of(REPORTING);
      case REPORTING -> Set.of(CLEANING, IDLE);
      case CLEANING -> Set.of(RESTING);
      case RESTING -> Set.of(IDLE);
      case POWERING_OFF -> Set.of(IDLE);
      case BLOCKED -> Set.of(RECOVERING, IDLE);
      case STOPPED -> Set.of();
    };
  }
}
