package io.tacet.scheduler.intake;

/** An event speaks of a job or machine that is not there: it belongs to the dead letters. */
final class UnknownSubjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnknownSubjectException(String message) {
    super(message);
  }
}
