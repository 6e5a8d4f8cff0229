package io.tacet.worker.gate.check;

/**
 * What a check found. Immutable.
 *
 * @param found one sentence without a full stop
 * @param toDo how to mend it; empty when there is nothing to mend
 */
public record Finding(Verdict verdict, String found, String toDo) {

  /** What it means. */
  public enum Verdict {
    /** As it should be. */
    MET,
    /** Not as it should be. */
    NOT_MET,
    /** Not to be seen on this machine: neither proof nor objection. */
    UNSEEN
  }

  /** As it should be. */
  public static Finding met(String found) {
    return new Finding(Verdict.MET, found, "");
  }

  /** Not as it should be. */
  public static Finding notMet(String found, String toDo) {
    return new Finding(Verdict.NOT_MET, found, toDo);
  }

  /** Not to be seen here. */
  public static Finding unseen(String why) {
    return new Finding(Verdict.UNSEEN, "cannot be seen here: " + why, "");
  }

  /** All of it as one text. */
  public String text() {
    return toDo.isEmpty() ? found : found + "; " + toDo;
  }
}
