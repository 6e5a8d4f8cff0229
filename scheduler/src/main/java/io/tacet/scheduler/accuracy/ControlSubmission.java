package io.tacet.scheduler.accuracy;

import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.auth.Roles;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.job.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Submits control runs: ordinary jobs of whoever set the control up, before all others, with the
 * mark by which a machine in quarantine is given them. Thread-safe.
 */
@ApplicationScoped
class ControlSubmission {

  private static final int FIRST = 10;

  private final Submission submission;
  private final Roles roles;
  private final Sql sql;

  ControlSubmission(Submission submission, Roles roles, Sql sql) {
    this.submission = submission;
    this.roles = roles;
    this.sql = sql;
  }

  /** Adds what would keep the workload from being submitted. */
  void check(SubmitJob job, String machine, String user, Role role, FieldErrors errors) {
    Submission.Prepared unused =
        submission.prepare(onMachine(job, machine), "job.", user, role, errors);
  }

  /**
   * Queues a control run, in the transaction at hand.
   *
   * @return its id
   * @throws ProblemException when it is refused
   */
  String submit(ControlRow control) {
    FieldErrors errors = new FieldErrors();
    Role role = roles.of(control.owner());
    Submission.Prepared prepared =
        submission.prepare(
            onMachine(control.plan().job(), control.machine()),
            "job.",
            control.owner(),
            role,
            errors);
    errors.throwIfAny();
    String job = submission.queue(prepared, 1, null).get(0).id();
    sql.update("UPDATE jobs SET control = true WHERE id = ?", job);
    return job;
  }

  private static SubmitJob onMachine(SubmitJob job, String machine) {
    return new SubmitJob(
        job.name() == null ? "accuracy control of " + machine : job.name(),
        machine,
        job.project(),
        job.command(),
        job.scenario(),
        job.source(),
        job.variables(),
        job.timeLimitSeconds(),
        job.interruptible(),
        job.maxAttempts(),
        job.checkThreshold(),
        null,
        priority(job.priority()),
        null,
        null,
        null,
        null);
  }

  private static int priority(@Nullable Integer said) {
    return said == null ? FIRST : said;
  }
}
