package io.tacet.accountant.imports.record;

/** Why a line that is in order is not booked. The names are codes in the API and stay. */
public enum SkipReason {
  /** Nothing in it. */
  BLANK("blank"),
  /** A comment. */
  COMMENT("comment"),
  /** It names the columns. */
  HEADER("header"),
  /** A step of a job whose whole has a line of its own. */
  STEP("step of a job"),
  /** The job has not ended; it is taken when it has. */
  STILL_RUNNING("not ended yet"),
  /** Of another cluster than the one named. */
  OTHER_CLUSTER("of another cluster"),
  /** It was put aside before, and somebody has dealt with it since. */
  SETTLED("quarantined before and settled"),
  /** The last line, when it has no end yet: it may be half of one. */
  UNFINISHED("last line not finished");

  private final String words;

  SkipReason(String words) {
    this.words = words;
  }

  /** As reports show it. */
  public String words() {
    return words;
  }
}
