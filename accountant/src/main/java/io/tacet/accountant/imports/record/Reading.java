package io.tacet.accountant.imports.record;

/** What a line turned out to be. */
public sealed interface Reading {

  /** A record to be booked. */
  record Booked(UsageLine usage) implements Reading {}

  /** Nothing to be booked, as it should be. */
  record Skipped(SkipReason reason) implements Reading {}

  /**
   * Not to be understood, or not to be believed.
   *
   * @param detail what exactly is wrong; for a person
   */
  record Bad(BadReason reason, String detail) implements Reading {}
}
