package io.tacet.worker.sensor;

/** This machine does not have what a sensor reads. The message says what is missing. */
public final class NotHereException extends Exception {

  private static final long serialVersionUID = 1;

  /** With what is missing, and what to do about it if anything can be done. */
  public NotHereException(String message) {
    super(message);
  }
}
