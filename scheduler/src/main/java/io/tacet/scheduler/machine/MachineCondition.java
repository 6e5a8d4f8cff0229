package io.tacet.scheduler.machine;

import io.tacet.schema.MachineState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What it comes to with a machine: derived, never stored, from an operator's word ({@link Duty}),
 * quarantine, the worker's last report, its promise of the next one, and the time. Of several that
 * hold the first in this order is shown; the others can be seen beside it.
 *
 * <pre>{@code
 * word RETIRING, RETIRED ───────────────────────────────▶ RETIRED
 * word MAINTENANCE ─────────────────────────────────────▶ MAINTENANCE
 * the promised report is not there, its time has passed ─▶ OVERDUE      (told to operators after
 *                                                           │            the grace; its job is
 * word DRAINED ── an order is out ──▶ DRAINING              │            INTERRUPTED then)
 *              └─ none is ──────────▶ DRAINED               │ any report
 * in quarantine ────────────────────▶ QUARANTINED           ▼
 * otherwise by the last report:
 *                ┌──────────────▶ ONLINE ◀──────────────┐
 *    any other   │          MEASURING │ ▲ any other     │ any report
 *                │                    ▼ │               │
 *  UNKNOWN ──────┘                  SILENT until T      │
 *                                                       │
 *  ONLINE ── POWERING_OFF ─▶ OFF ── an order waits, or an operator's word ─▶ WAKING
 *                             ▲                                                │
 *                             └──────── all packets sent, no report ◀──────────┘
 *  ONLINE ── STOPPED ─▶ STOPPED         ONLINE ── BLOCKED ─▶ BLOCKED
 * }</pre>
 */
public enum MachineCondition {
  /** It is gone, or going; its history is kept. */
  RETIRED,
  /** People are at work on it, and its silence worries nobody. */
  MAINTENANCE,
  /** It was to report and has not. */
  OVERDUE,
  /** It is given nothing more, and has something in hand. */
  DRAINING,
  /** It is given nothing, and has nothing in hand. */
  DRAINED,
  /** Its measurements are not to be trusted. */
  QUARANTINED,
  /** Magic packets are being sent. */
  WAKING,
  /** It said that it turns itself off. */
  OFF,
  /** Its worker was ended orderly. */
  STOPPED,
  /** Its worker has stopped and says why. */
  BLOCKED,
  /** It measures, and says nothing until its next report is due. */
  SILENT,
  /** It takes orders or is at one. */
  ONLINE,
  /** Its worker has never spoken. */
  UNKNOWN;

  /** What it comes to now. */
  static MachineCondition of(Signs signs, Instant now) {
    if (!signs.duty().isThere()) {
      return RETIRED;
    }
    if (signs.duty() == Duty.MAINTENANCE) {
      return MAINTENANCE;
    }
    if (isOverdue(signs.due(), now)) {
      return OVERDUE;
    }
    if (signs.duty() == Duty.DRAINED) {
      return signs.orderOut() ? DRAINING : DRAINED;
    }
    return signs.inQuarantine() ? QUARANTINED : reported(signs);
  }

  /** Whether a report that was promised until then is missing. */
  static boolean isOverdue(@Nullable Instant due, Instant now) {
    return due != null && due.isBefore(now);
  }

  private static MachineCondition reported(Signs signs) {
    return switch (signs.reported()) {
      case UNKNOWN -> UNKNOWN;
      case POWERING_OFF -> signs.waking() ? WAKING : OFF;
      case STOPPED -> signs.waking() ? WAKING : STOPPED;
      case BLOCKED -> BLOCKED;
      case MEASURING -> SILENT;
      default -> ONLINE;
    };
  }

  /**
   * What it is derived from. Immutable.
   *
   * @param reported the worker's last word; UNKNOWN: none yet
   * @param due when the next report is due at the latest, broker's time; null: none is promised
   * @param orderOut whether an order is out at it
   * @param waking whether packets are still being sent
   */
  record Signs(
      Duty duty,
      boolean inQuarantine,
      MachineState reported,
      @Nullable Instant due,
      boolean orderOut,
      boolean waking) {}
}
