package io.tacet.scheduler.job;

import io.tacet.contract.rest.Job;

/** Jobs in the form REST shows them. */
final class JobViews {

  private JobViews() {}

  static Job of(JobRow job) {
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
        job.outcome());
  }
}
