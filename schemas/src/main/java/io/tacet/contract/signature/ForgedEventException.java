package io.tacet.contract.signature;

/** Nobody who may say this has said it: the record belongs to the dead letters. */
public final class ForgedEventException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Fault fault;

  /** What is wrong with an event. */
  public enum Fault {
    /** It has no signature, and whom it speaks for signs. */
    UNSIGNED,
    /** Its header is in no form known here. */
    MALFORMED_SIGNATURE,
    /** Signed with a key that nobody has registered. */
    UNKNOWN_KEY,
    /** Signed after the key's end. */
    EXPIRED_KEY,
    /** Topic, key or value are not what was signed. */
    BAD_SIGNATURE,
    /** Signed by a machine, but it speaks for another one or for none. */
    WRONG_MACHINE,
    /**
     * Signed by a machine, but about a job it names no order of: that is for the scheduler to say.
     */
    NO_ORDER,
    /** Signed by a service that does not write this topic. */
    WRONG_SERVICE
  }

  /** With a sentence for operators. */
  public ForgedEventException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}
