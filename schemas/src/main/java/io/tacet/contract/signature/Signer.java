package io.tacet.contract.signature;

/**
 * Who can hold a key. Immutable.
 *
 * @param kind machine or service
 * @param id the machine's id, or the service's name
 */
public record Signer(Kind kind, String id) {

  /** The scheduler. */
  public static final Signer SCHEDULER = new Signer(Kind.SERVICE, "scheduler");

  /** The accountant. */
  public static final Signer ACCOUNTANT = new Signer(Kind.SERVICE, "accountant");

  /** What a signer is. */
  public enum Kind {
    /** A measurement machine's worker: it may speak of its own machine only. */
    MACHINE,
    /** A service: it may speak of anything, on the topics it writes. */
    SERVICE
  }

  /** The worker of a machine. */
  public static Signer machine(String id) {
    return new Signer(Kind.MACHINE, id);
  }

  /** A service by its name. */
  public static Signer service(String name) {
    return new Signer(Kind.SERVICE, name);
  }

  @Override
  public String toString() {
    return kind == Kind.MACHINE ? "machine " + id : "the " + id;
  }
}
