package io.tacet.worker.gate;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.gate.check.Checked;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the checks mean for a job. Immutable.
 *
 * <p>Where the operator's own threshold is missed, waiting is right: the machine is not as its
 * operator wants it, and the jobs behind this one would not fare better. Where only the job asks
 * for more than that, waiting helps if the check may come to be met by itself; else the job is
 * refused at once, and does not hold up the others.
 *
 * @param reasons why the job must not start; empty: it may
 * @param hopeless whether waiting can't help
 */
record Judgement(String reasons, boolean hopeless) {

  /**
   * Judges.
   *
   * @param machine the operator's threshold
   * @param job the job's own; null or UNKNOWN: it has none
   */
  static Judgement of(List<Checked> checks, CheckLevel machine, @Nullable CheckLevel job) {
    CheckLevel threshold = job == null || job == CheckLevel.UNKNOWN ? machine : job;
    Predicate<Checked> lasting =
        check -> check.isObjection(threshold) && !check.isObjection(machine) && !check.mayPass();
    return new Judgement(
        checks.stream()
            .filter(check -> check.isObjection(threshold))
            .map(check -> check.name() + ": " + check.finding().text())
            .collect(Collectors.joining("; ")),
        checks.stream().anyMatch(lasting));
  }

  boolean isFit() {
    return reasons.isEmpty();
  }
}
