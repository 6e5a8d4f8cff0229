package io.tacet.scheduler.group;

import io.tacet.contract.rest.JobOutcome;
import io.tacet.contract.rest.SubmitGroup.Until;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds the figure a group is about among what a run reported. */
final class Figure {

  private static final String USUAL_PHASE = "RUNTIME";
  private static final String DISTURBED = "DISTURBED";

  private Figure() {}

  /**
   * The figure.
   *
   * @return empty when it is not there, not clear which, or measured in a disturbed silence
   */
  static Optional<JobOutcome.Headline> in(JobOutcome outcome, Until until) {
    if (DISTURBED.equals(outcome.verdict())) {
      return Optional.empty();
    }
    List<JobOutcome.Headline> found =
        outcome.headlines().stream()
            .filter(one -> one.metric().equals(until.metric()))
            .filter(one -> Objects.equals(one.detail(), until.detail()))
            .filter(one -> until.phase() == null || one.phase().equals(until.phase()))
            .filter(one -> Double.isFinite(one.value()))
            .toList();
    if (found.size() == 1) {
      return Optional.of(found.get(0));
    }
    List<JobOutcome.Headline> usual =
        found.stream().filter(one -> one.phase().equals(USUAL_PHASE)).toList();
    return usual.size() == 1 ? Optional.of(usual.get(0)) : Optional.empty();
  }
}
