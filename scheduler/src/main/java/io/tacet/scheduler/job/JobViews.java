package io.tacet.scheduler.job;

import io.tacet.contract.rest.Job;
import io.tacet.contract.rest.Queueing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Jobs in the form REST shows them. */
final class JobViews {

  private JobViews() {}

  static Job of(JobRow job) {
    return of(job, null, null);
  }

  static Job of(JobRow job, @Nullable List<String> after, Queueing.@Nullable Estimate estimate) {
    JobDefinition definition = job.definition();
    return new Job(
        job.id(),
        job.name(),
        job.project(),
        job.submitter(),
        job.machine(),
        job.state().name(),
        job.attempt(),
        job.attemptsCounted(),
        job.maxAttempts(),
        definition.command(),
        definition.scenario(),
        definition.source(),
        definition.variables(),
        definition.timeLimitSeconds(),
        definition.interruptible(),
        job.submittedAt(),
        job.dispatchedAt(),
        job.endedAt(),
        job.statusDueAt(),
        job.errorClass() == null ? null : job.errorClass().name(),
        job.message(),
        job.outcome(),
        queueing(job.standing(), after, estimate));
  }

  private static Queueing queueing(
      Standing standing, @Nullable List<String> after, Queueing.@Nullable Estimate estimate) {
    return new Queueing(
        standing.priority(),
        standing.labels(),
        standing.isHeld(),
        standing.heldBy(),
        after,
        standing.waitsFor(),
        standing.notBefore(),
        standing.latestStart(),
        standing.group(),
        estimate,
        window(standing));
  }

  private static Queueing.@Nullable Window window(Standing standing) {
    Standing.WindowWait window = standing.window();
    return window == null
        ? null
        : new Queueing.Window(window.id(), window.waits(), window.anywayAt());
  }
}
