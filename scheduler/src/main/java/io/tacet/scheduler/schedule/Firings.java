package io.tacet.scheduler.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.contract.rest.GitSource;
import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.contract.rest.SubmitGroup;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.auth.Roles;
import io.tacet.scheduler.group.Groups;
import io.tacet.scheduler.job.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires: submits a schedule's job as its owner and writes down that it has, both in the transaction
 * at hand, which has locked the schedule. What is refused is thrown, so that the transaction leaves
 * nothing behind; then it is written down as refused in another one. Thread-safe.
 */
@ApplicationScoped
class Firings {

  private static final Logger LOG = Logger.getLogger(Firings.class);
  private static final int LONGEST_MESSAGE = 2000;

  private final Roles roles;
  private final ScheduleStore schedules;
  private final FiringStore firings;
  private final ScheduleRights rights;
  private final Submission submission;
  private final Groups groups;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  Firings(
      Roles roles,
      ScheduleStore schedules,
      FiringStore firings,
      ScheduleRights rights,
      Submission submission,
      Groups groups,
      InstantSource clock,
      MeterRegistry metrics) {
    this.roles = roles;
    this.schedules = schedules;
    this.firings = firings;
    this.rights = rights;
    this.submission = submission;
    this.groups = groups;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Fires, unless it has fired for this occasion before.
   *
   * @throws ProblemException when the submission is refused; the transaction is of no use then
   */
  void fire(ScheduleRow schedule, Occasion occasion) {
    if (firings.has(schedule.id(), occasion.key())) {
      return;
    }
    Role role = owner(schedule);
    SubmitJob job = job(schedule, occasion);
    String made;
    boolean group = schedule.repeat() > 1;
    if (group) {
      made =
          groups.queue(
              new SubmitGroup(schedule.name(), job, schedule.repeat(), null),
              schedule.owner(),
              role);
    } else {
      FieldErrors errors = new FieldErrors();
      Submission.Prepared prepared =
          submission.prepare(job, "job.", schedule.owner(), role, errors);
      errors.throwIfAny();
      made = submission.queue(prepared, 1, null).get(0).id();
    }
    put(schedule, occasion, "SUBMITTED", occasion.note(), group ? null : made, group ? made : null);
    schedules.problem(schedule.id(), null);
    LOG.infof(
        "schedule %s of %s fires (%s): %s %s",
        schedule.id(), schedule.owner(), occasion.key(), group ? "group" : "job", made);
  }

  /** Writes down that what was to be submitted was refused. */
  void refused(ScheduleRow schedule, Occasion occasion, ProblemException why) {
    if (firings.has(schedule.id(), occasion.key())) {
      return;
    }
    String reason = reason(why);
    put(schedule, occasion, "FAILED", reason, null, null);
    schedules.problem(schedule.id(), "The firing of " + occasion.dueAt() + " failed: " + reason);
    LOG.warnf(
        "schedule %s of %s fires in vain (%s): %s",
        schedule.id(), schedule.owner(), occasion.key(), reason);
  }

  /** Writes down that it does not fire. */
  void skip(ScheduleRow schedule, Occasion occasion) {
    if (firings.has(schedule.id(), occasion.key())) {
      return;
    }
    put(schedule, occasion, "SKIPPED", occasion.note(), null, null);
    LOG.infof("schedule %s: %s", schedule.id(), occasion.note());
  }

  private void put(
      ScheduleRow schedule,
      Occasion occasion,
      String outcome,
      @Nullable String message,
      @Nullable String job,
      @Nullable String group) {
    Firing firing =
        new Firing(
            occasion.dueAt(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            outcome,
            message,
            occasion.commit(),
            occasion.tag(),
            job,
            group);
    if (!firings.insert(schedule.id(), occasion.key(), firing)) {
      // Nobody else fires a schedule that is locked; what was submitted goes with the transaction
      throw new IllegalStateException(
          "Schedule " + schedule.id() + " has fired before for " + occasion.key());
    }
    metrics.counter("tacet.scheduler.schedule.firings", "outcome", outcome).increment();
  }

  private Role owner(ScheduleRow schedule) {
    Role role = roles.of(schedule.owner());
    if (!rights.may(schedule.owner(), schedule.mode())) {
      throw ProblemException.forbidden(
          "User '" + schedule.owner() + "' may not use schedules of mode " + schedule.mode() + ".");
    }
    return role;
  }

  /** The template, at the commit it is about, with a name. */
  private static SubmitJob job(ScheduleRow schedule, Occasion occasion) {
    SubmitJob job = schedule.template();
    GitSource source = job.source();
    String commit = occasion.commit();
    boolean same = source != null && source.uri().equals(schedule.timing().uri());
    return new SubmitJob(
        job.name() == null && !schedule.name().isEmpty() ? schedule.name() : job.name(),
        job.machine(),
        job.project(),
        job.command(),
        job.scenario(),
        source != null && same && commit != null
            ? new GitSource(source.uri(), commit, source.path())
            : source,
        job.variables(),
        job.timeLimitSeconds(),
        job.interruptible(),
        job.maxAttempts(),
        job.checkThreshold(),
        job.labels(),
        job.priority(),
        null,
        null,
        null,
        null,
        job.startWindow(),
        job.windowWaitSeconds());
  }

  private static String reason(ProblemException why) {
    String reason = why.why();
    return reason.length() <= LONGEST_MESSAGE ? reason : reason.substring(0, LONGEST_MESSAGE);
  }
}
