package io.tacet.worker.measure;

import io.tacet.schema.ErrorClass;

/** A job could not be prepared. The message is for its submitter. */
public final class PreparationException extends Exception {

  private static final long serialVersionUID = 1;

  private final ErrorClass errorClass;

  /** With whose fault it is and what to do about it. */
  public PreparationException(ErrorClass errorClass, String message) {
    super(message);
    this.errorClass = errorClass;
  }

  /** Whose fault it is: USER ends the job, the others deserve another attempt. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
