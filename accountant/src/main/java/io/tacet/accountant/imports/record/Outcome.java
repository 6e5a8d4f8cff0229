package io.tacet.accountant.imports.record;

/** How a job ended, in the words of our own attempts. */
public enum Outcome {
  /** It did what it should. */
  FINISHED,
  /** It did not. */
  FAILED,
  /** Not its own fault; it may have run again. */
  INTERRUPTED,
  /** Somebody did not want it any more. */
  CANCELLED
}
