package io.tacet.accountant.imports.record;

/** Why a line goes to quarantine. The names are codes in the API and stay. */
public enum BadReason {
  /** Fields are missing or not what they should be. */
  UNREADABLE("not readable"),
  /** It can be read in more than one way. */
  AMBIGUOUS("ambiguous"),
  /** A NUL is in it. */
  NUL("NUL"),
  /** Longer than any record can be. */
  TOO_LONG("too long"),
  /** Bytes that are no text in the stated charset, or control characters. */
  CHARSET("not text"),
  /** It ended before it started. */
  END_BEFORE_START("end before start"),
  /** It will have ended. */
  FUTURE("in the future"),
  /** CPU time, elapsed time or processors below 0. */
  NEGATIVE("negative"),
  /** More than can be counted. */
  TOO_LARGE("too large"),
  /** The same job is there with other content. */
  CONFLICT("conflict");

  private final String words;

  BadReason(String words) {
    this.words = words;
  }

  /** As reports show it. */
  public String words() {
    return words;
  }

  /**
   * The reason with these words.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static BadReason of(String words) {
    for (BadReason reason : values()) {
      if (reason.words.equals(words)) {
        return reason;
      }
    }
    throw new IllegalArgumentException("no reason '" + words + "'");
  }
}
