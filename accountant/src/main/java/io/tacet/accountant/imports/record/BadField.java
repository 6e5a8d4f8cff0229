package io.tacet.accountant.imports.record;

/** A field stops a line from being booked. Cheap: without a stack trace. */
public final class BadField extends Exception {

  private static final long serialVersionUID = 1L;

  private final BadReason reason;

  /** A line can't be booked. */
  public BadField(BadReason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** As what the line turned out. */
  public Reading.Bad reading() {
    return new Reading.Bad(reason, String.valueOf(getMessage()));
  }
}
