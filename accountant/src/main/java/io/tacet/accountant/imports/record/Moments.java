package io.tacet.accountant.imports.record;

/** Checks the times of a job. All in µs since 1970. */
public final class Moments {

  private static final long MICROS = 1_000_000;

  private Moments() {}

  /**
   * Checks when it ran.
   *
   * @param started {@link UsageLine#NONE} when it never did
   * @param latest nothing ends later than this
   */
  public static void check(long started, long ended, long latest) throws BadField {
    if (ended < 0 || (started != UsageLine.NONE && started < 0)) {
      throw new BadField(BadReason.NEGATIVE, "a time before 1970");
    }
    if (ended > latest) {
      throw new BadField(
          BadReason.FUTURE, "it ends at " + text(ended) + ", and it is not yet that late");
    }
    if (started != UsageLine.NONE && started > ended) {
      throw new BadField(
          BadReason.END_BEFORE_START,
          "it ends at " + text(ended) + ", before its start at " + text(started));
    }
  }

  /** A moment in a key: seconds since 1970, with a fraction only where there is one. */
  public static void key(StringBuilder key, long micros) {
    if (micros == UsageLine.NONE) {
      key.append('-');
      return;
    }
    key.append(micros / MICROS);
    long rest = micros % MICROS;
    if (rest != 0) {
      key.append('.').append(Long.toString(MICROS + rest), 1, 7);
    }
  }

  private static String text(long micros) {
    return java.time.Instant.EPOCH
        .plusSeconds(Math.floorDiv(micros, MICROS))
        .plusNanos(1000 * Math.floorMod(micros, MICROS))
        .toString();
  }
}
