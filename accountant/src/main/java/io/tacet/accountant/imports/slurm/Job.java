package io.tacet.accountant.imports.slurm;

import io.tacet.accountant.imports.record.BadField;
import io.tacet.accountant.imports.record.BadReason;
import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.Moments;
import io.tacet.accountant.imports.record.Outcome;
import io.tacet.accountant.imports.record.Texts;
import io.tacet.accountant.imports.record.UsageLine;

/**
 * What is booked of a job, by whichever way it came. Its digest is of what is counted only, so that
 * other columns make no other content.
 *
 * @param id as {@code 123}, {@code 123_4}, {@code 123_[1-3]}, {@code 123+0}
 * @param rawId number of its own, also of an array's task
 * @param submittedMicros µs since 1970; {@link UsageLine#NONE} when not known
 * @param startedMicros likewise; none: it never ran
 * @param cpus processors it was given
 * @param elapsedMicros how long it had them, µs
 * @param cpuMicros CPU time that was measured, µs; {@link UsageLine#NONE} when it was not
 */
record Job(
    String id,
    String rawId,
    String user,
    String account,
    String project,
    String nodes,
    String state,
    String exitCode,
    long submittedMicros,
    long startedMicros,
    long endedMicros,
    long cpus,
    long elapsedMicros,
    long cpuMicros) {

  /**
   * As it is booked: the CPU time measured, else processors × time. A job on several nodes is
   * booked on the first.
   *
   * @param latest nothing ends later than this, µs since 1970
   */
  UsageLine usage(Digests digests, long latest) throws BadField {
    Moments.check(startedMicros, endedMicros, latest);
    if (cpus < 0 || elapsedMicros < 0 || (cpuMicros < 0 && cpuMicros != UsageLine.NONE)) {
      throw new BadField(BadReason.NEGATIVE, "its processors or times are negative");
    }
    String word = State.word(state);
    Outcome outcome = State.outcome(word);
    boolean ran = startedMicros != UsageLine.NONE;
    boolean measured = cpuMicros > 0;
    String machine = Texts.name(Nodes.first(nodes), "NodeList");
    return new UsageLine(
        key(),
        digests.of(content(word, machine)),
        Texts.name(id, "JobID"),
        machine,
        Nodes.areSeveral(nodes),
        Texts.name(project, "the project's column"),
        Texts.name(user, "User"),
        outcome,
        startedMicros,
        endedMicros,
        ran ? (measured ? cpuMicros : allocation()) : UsageLine.NONE,
        !ran ? UsageLine.UNKNOWN : measured ? UsageLine.MEASURED : UsageLine.ALLOCATION,
        ran ? null : UsageLine.NEVER_RAN);
  }

  private long allocation() throws BadField {
    try {
      return Math.multiplyExact(cpus, elapsedMicros);
    } catch (ArithmeticException e) {
      throw new BadField(BadReason.TOO_LARGE, "processors × time is beyond any that can be");
    }
  }

  private String key() throws BadField {
    StringBuilder key = new StringBuilder(64);
    key.append(id).append('/').append(Texts.name(rawId, "JobIDRaw")).append('/');
    Moments.key(key, submittedMicros);
    Moments.key(key.append('/'), startedMicros);
    return key.toString();
  }

  private String content(String word, String machine) {
    return String.join(
        "|",
        user,
        account,
        Long.toString(endedMicros),
        Long.toString(cpus),
        Long.toString(elapsedMicros),
        word,
        exitCode,
        machine);
  }
}
