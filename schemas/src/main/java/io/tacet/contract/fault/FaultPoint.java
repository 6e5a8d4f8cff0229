package io.tacet.contract.fault;

/**
 * Points between two steps of a protocol at which a crash must do no harm. In a test a process is
 * started with {@code -Dtacet.fault.halt-at=NAME} (or {@code TACET_FAULT_HALT_AT}) and dies there
 * as if by {@code kill -9}: no hooks, no flush. Without that property {@link #reach} does nothing.
 */
public enum FaultPoint {
  /** Worker: what an earlier one left running is dead, its order is not looked at yet. */
  WORKER_RECOVERING,
  /** Worker: the order was read from its topic, nothing knows of it yet. */
  WORKER_FOUND,
  /** Worker: the order is journalled, nothing has been done for it. */
  WORKER_TAKEN,
  /** Worker: the machine is fit for the job. */
  WORKER_GATED,
  /** Worker: scenario and source are there. */
  WORKER_PREPARED,
  /** Worker: the silence is announced and every connection closed, no phase has begun. */
  WORKER_SILENT,
  /** Worker: a measured phase has ended, what it left running goes on. */
  WORKER_PHASE_ENDED,
  /** Worker: the run is over, its result is in memory only. */
  WORKER_MEASURED,
  /** Worker: the result is written to the spool, which is not complete by its name yet. */
  WORKER_SPOOLING,
  /** Worker: the result is complete in the spool, nothing of it is reported. */
  WORKER_SPOOLED,
  /** Worker: the outcome is sent in a transaction that is not committed. */
  WORKER_SENT,
  /** Worker: the outcome's transaction is committed, the journal does not know yet. */
  WORKER_COMMITTED,
  /** Worker: the journal has forgotten the order, its files are still there. */
  WORKER_RELEASED,
  /** Worker: the order is over and the clean-up is done. */
  WORKER_CLEANED,
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
