package io.tacet.contract.fault;

/**
 * Points between two steps of a protocol at which a crash must do no harm. In a test a process is
 * started with {@code -Dtacet.fault.halt-at=NAME} (or {@code TACET_FAULT_HALT_AT}) and dies there
 * as if by {@code kill -9}: no hooks, no flush. Without that property {@link #reach} does nothing.
 */
public enum FaultPoint {
  /** Worker: the result is complete in the spool, nothing of it is reported. */
  WORKER_SPOOLED,
  /** Worker: the outcome's transaction is committed, the journal does not know yet. */
  WORKER_COMMITTED,
  /** Worker: the order is journalled, nothing has been done for it. */
  WORKER_TAKEN,
  /** Scheduler: the order is committed in the database, the relay has not seen it. */
  SCHEDULER_DISPATCHED,
  /** Scheduler: Kafka has acknowledged the relay's batch, the database does not know yet. */
  SCHEDULER_RELAYED;

  /** Exit status of a process that died at a fault point: that of {@code kill -9} in a shell. */
  public static final int EXIT_STATUS = 137;

  private static final String HALT_AT = haltAt();

  /** Dies here if told so at start. */
  public void reach() {
    if (name().equals(HALT_AT)) {
      Runtime.getRuntime().halt(EXIT_STATUS);
    }
  }

  private static String haltAt() {
    String property = System.getProperty("tacet.fault.halt-at");
    String variable = System.getenv("TACET_FAULT_HALT_AT");
    String name = property != null ? property : variable != null ? variable : "";
    return name.isEmpty() ? name : valueOf(name).name();
  }
}
