package io.tacet.accountant.imports.record;

/** Nothing in a file can be imported as it is; the message says what to do. */
public final class UnusableFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A file can't be imported. */
  public UnusableFileException(String message) {
    super(message);
  }
}
