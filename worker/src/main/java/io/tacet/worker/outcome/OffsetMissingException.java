package io.tacet.worker.outcome;

import io.tacet.contract.machine.MachineId;

/** The machine's group has no committed offset: nobody knows which orders are over. */
public final class OffsetMissingException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * With what to do about it.
   *
   * @param state what is wrong with the offset, e.g. "is missing"
   */
  public OffsetMissingException(MachineId machine, String state) {
    super(
        "The committed offset of group "
            + machine.consumerGroup()
            + " "
            + state
            + ", so it is unknown which orders are over. If the machine is new, register it;"
            + " otherwise look at its last jobs, then run: tacet machine reset-offset "
            + machine.value());
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
