package io.tacet.scheduler.group;

import io.tacet.contract.rest.JobGroup;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.contract.rest.SubmitGroup.Until;
import io.tacet.scheduler.job.JobRow;
import io.tacet.schema.JobState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Groups in the form REST shows them. */
final class GroupViews {

  private GroupViews() {}

  static JobGroup of(GroupRow group, List<JobRow> runs) {
    Until until = group.until();
    return new JobGroup(
        group.id(),
        group.name(),
        group.project(),
        group.submitter(),
        group.running() ? "RUNNING" : "ENDED",
        group.message(),
        group.most(),
        until,
        group.submittedAt(),
        group.endedAt(),
        runs.stream().map(run -> member(run, until)).toList(),
        until == null ? null : precision(runs, until));
  }

  /** The figure's values over the runs that have it. */
  static List<Double> values(List<JobRow> runs, Until until) {
    return figures(runs, until).stream().map(JobOutcome.Headline::value).toList();
  }

  private static List<JobOutcome.Headline> figures(List<JobRow> runs, Until until) {
    return runs.stream().flatMap(run -> figure(run, until).stream()).toList();
  }

  private static Optional<JobOutcome.Headline> figure(JobRow run, @Nullable Until until) {
    JobOutcome outcome = run.outcome();
    return until == null || outcome == null || run.state() != JobState.FINISHED
        ? Optional.empty()
        : Figure.in(outcome, until);
  }

  private static JobGroup.Member member(JobRow run, @Nullable Until until) {
    JobOutcome outcome = run.outcome();
    return new JobGroup.Member(
        run.id(),
        run.state().name(),
        outcome == null ? null : outcome.verdict(),
        figure(run, until).map(JobOutcome.Headline::value).orElse(null));
  }

  private static JobGroup.@Nullable Precision precision(List<JobRow> runs, Until until) {
    List<JobOutcome.Headline> figures = figures(runs, until);
    if (figures.size() < 2) {
      return null;
    }
    Interval interval = Interval.of(figures.stream().map(JobOutcome.Headline::value).toList());
    OptionalDouble relative = interval.relative();
    Double part = until.relativeHalfWidth();
    return new JobGroup.Precision(
        interval.count(),
        figures.get(0).unit(),
        interval.mean(),
        interval.deviation(),
        interval.halfWidth(),
        relative.isPresent() ? relative.getAsDouble() : null,
        part != null && interval.isWithin(part));
  }
}
