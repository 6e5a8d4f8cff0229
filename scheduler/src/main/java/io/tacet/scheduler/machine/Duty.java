package io.tacet.scheduler.machine;

/**
 * An operator's word on a machine. What its worker reports is another matter, see {@link
 * MachineCondition}.
 *
 * <pre>{@code
 *            drain                resume
 * IN_USE ───────────▶ DRAINED ──────────────▶ IN_USE
 *   │  ▲               │   ▲
 *   │  └── resume ──┐  │   │ drain
 *   └─ maintenance ─▶ MAINTENANCE
 * any of these, no order out ── retire ─▶ RETIRING ── queue ended, topic gone ─▶ RETIRED
 *                                           registered again ◀───────────────────────┘
 * }</pre>
 */
public enum Duty {
  /** It is given orders. */
  IN_USE,
  /** It ends what it has begun and is given nothing more. */
  DRAINED,
  /** The same, and that it is silent worries nobody. */
  MAINTENANCE,
  /** It is to go for good; jobs that name it are being ended. */
  RETIRING,
  /** It is gone; its history is kept. */
  RETIRED;

  /** Whether it is still one of the machines. */
  boolean isThere() {
    return this != RETIRING && this != RETIRED;
  }
}
