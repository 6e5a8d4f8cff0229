package io.tacet.worker.source;

/** A source could not be got. The message names the field and what to do. */
public final class SourceException extends Exception {

  private static final long serialVersionUID = 1;

  /** Whose fault it is. */
  public enum Fault {
    /** What the submitter named is not there. */
    USER,
    /** The network or the server failed; another attempt may do. */
    NETWORK,
    /** What its operator has given this machine is not good for it. */
    MACHINE
  }

  private final Fault fault;

  SourceException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** Whose fault it is. */
  public Fault fault() {
    return fault;
  }
}
