package io.tacet.accountant.imports.gridengine;

import io.tacet.accountant.imports.record.Outcome;

/** What the field {@code failed} means (sge_status(5)). */
final class FailedCode {

  /** 1, 3, 4, 6–11, 18, 19, 21, 26–29, 31–36, 38: the accounting of such a job means nothing. */
  private static final long INVALID =
      bits(1, 3, 4, 6, 7, 8, 9, 10, 11, 18, 19, 21, 26, 27, 28, 29, 31, 32, 33, 34, 35, 36, 38);

  private static final int MIGRATING = 24;
  private static final int RESCHEDULING = 25;

  private FailedCode() {}

  static boolean usageIsValid(long failed) {
    return failed < 0 || failed > 63 || (INVALID >>> failed & 1) == 0;
  }

  static Outcome outcome(long failed, long exitStatus) {
    if (failed == MIGRATING || failed == RESCHEDULING) {
      return Outcome.INTERRUPTED;
    }
    return failed == 0 && exitStatus == 0 ? Outcome.FINISHED : Outcome.FAILED;
  }

  private static long bits(int... codes) {
    long bits = 0;
    for (int code : codes) {
      bits |= 1L << code;
    }
    return bits;
  }
}
