package io.tacet.accountant.imports.gridengine;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Moments;
import io.tacet.accountant.imports.record.UsageLine;

/**
 * What is booked of a record, however it was written. {@code slots} are no part of it: without a
 * summary the master and each slave write a record, each with the whole job's slots.
 *
 * @param submitted as written: seconds, ms or µs since 1970; 0 when there is none
 * @param started likewise
 * @param ended likewise
 * @param cpuMicros user and system, µs
 */
record Job(
    String host,
    String user,
    String project,
    String number,
    String task,
    String peTask,
    long submitted,
    long started,
    long ended,
    long failed,
    long exitStatus,
    long cpuMicros) {

  private static final long LEAST_MILLIS = 1_000_000_000_000L;
  private static final long LEAST_MICROS = 1_000_000_000_000_000L;

  /**
   * As it is booked.
   *
   * @param latest nothing ends later than this, µs since 1970
   */
  UsageLine usage(byte[] digest, long latest) throws BadField {
    boolean ran = started != 0 && ended != 0;
    long begin = ran ? micros(started) : UsageLine.NONE;
    long end = micros(ended != 0 ? ended : started != 0 ? started : submitted);
    if (end == 0) {
      throw new BadField(BadReason.UNREADABLE, "it has no time at all");
    }
    if (cpuMicros < 0) {
      throw new BadField(BadReason.NEGATIVE, "its CPU time is negative");
    }
    Moments.check(begin, end, latest);
    String notCharged =
        !ran
            ? UsageLine.NEVER_RAN
            : FailedCode.usageIsValid(failed)
                ? null
                : "Grid Engine says failed " + failed + ": its usage is not valid";
    return new UsageLine(
        key(),
        digest,
        task.equals("0") || task.isEmpty() ? number : number + "." + task,
        host,
        false,
        project,
        user,
        FailedCode.outcome(failed, exitStatus),
        begin,
        end,
        notCharged == null ? cpuMicros : UsageLine.NONE,
        notCharged == null ? UsageLine.MEASURED : UsageLine.UNKNOWN,
        notCharged);
  }

  /** Numbers wrap and re-runs repeat them, so that only all of these tell one from another. */
  private String key() {
    StringBuilder key = new StringBuilder(80);
    key.append(number).append('/').append(task).append('/').append(peTask).append('/');
    Moments.key(key, micros(submitted));
    Moments.key(key.append('/'), micros(started));
    Moments.key(key.append('/'), micros(ended));
    return key.append('/').append(host).append('/').append(failed).toString();
  }

  private static long micros(long written) {
    if (written >= LEAST_MICROS) {
      return written;
    }
    return written >= LEAST_MILLIS ? 1000 * written : 1_000_000 * written;
  }
}
