package io.tacet.scheduler.group;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.rest.SubmitGroup;
import io.tacet.contract.rest.SubmitGroup.Until;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.Cancellation;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.job.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes groups in, and ends them before their time. Thread-safe. */
@ApplicationScoped
public class Groups {

  private static final Logger LOG = Logger.getLogger(Groups.class);
  private static final int LONGEST_NAME = 200;
  private static final int MOST_RUNS = 1000;
  private static final int LEAST_FOR_AN_INTERVAL = 2;
  private static final int USUAL_LEAST = 5;
  private static final int USUAL_MOST = 30;

  private final Submission submission;
  private final Cancellation cancellation;
  private final GroupStore groups;
  private final JobStore jobs;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final Ids ids;
  private final InstantSource clock;

  Groups(
      Submission submission,
      Cancellation cancellation,
      GroupStore groups,
      JobStore jobs,
      Transactions transactions,
      Dispatcher dispatcher,
      Ids ids,
      InstantSource clock) {
    this.submission = submission;
    this.cancellation = cancellation;
    this.groups = groups;
    this.jobs = jobs;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Queues a group's first runs; of a plain number of runs all of them.
   *
   * @return its id
   * @throws ProblemException 400 naming every field that is wrong
   */
  String submit(SubmitGroup body, String user, Role role) {
    String id = transactions.call(() -> queue(body, user, role));
    dispatcher.wake();
    return id;
  }

  /**
   * The same, in the transaction at hand; who calls wakes the dispatcher when it is committed.
   *
   * @return its id
   * @throws ProblemException 400 naming every field that is wrong
   */
  public String queue(SubmitGroup body, String user, Role role) {
    FieldErrors errors = new FieldErrors();
    SubmitJob job = body.job();
    errors.line("name", body.name(), LONGEST_NAME);
    errors.require(
        (body.repeat() == null) != (body.until() == null),
        "repeat",
        "exactly one of repeat and until must be given");
    Bounds bounds = bounds(body, errors);
    if (job == null) {
      errors.add("job", "is missing");
      throw ProblemException.invalid(errors.all());
    }
    errors.require(job.labels() == null, "job.labels", "a group measures on one machine; name it");
    Submission.Prepared prepared = submission.prepare(job, "job.", user, role, errors);
    errors.throwIfAny();
    GroupRow group =
        new GroupRow(
            ids.job(),
            body.name() == null ? (job.name() == null ? "" : job.name()) : body.name().strip(),
            prepared.project(),
            user,
            job,
            bounds.least(),
            bounds.most(),
            body.until(),
            true,
            null,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null);
    groups.insert(group);
    submission.queue(prepared, group.least(), group.id());
    LOG.infof("group %s of %s is queued with %d runs", group.id(), user, group.least());
    return group.id();
  }

  private static Bounds bounds(SubmitGroup body, FieldErrors errors) {
    Until until = body.until();
    if (until == null) {
      int repeat = body.repeat() == null ? 1 : body.repeat();
      errors.require(
          repeat >= 1 && repeat <= MOST_RUNS, "repeat", "must be from 1 to " + MOST_RUNS);
      return new Bounds(repeat, repeat);
    }
    errors.require(
        until.metric() != null && !until.metric().isBlank(), "until.metric", "is missing");
    errors.line("until.metric", until.metric(), LONGEST_NAME);
    errors.line("until.detail", until.detail(), LONGEST_NAME);
    errors.line("until.phase", until.phase(), LONGEST_NAME);
    Double width = until.relativeHalfWidth();
    errors.require(
        width != null && width > 0 && width < 1,
        "until.relativeHalfWidth",
        "must be above 0 and below 1, e.g. 0.02 for ±2 %");
    int most = until.most() == null ? USUAL_MOST : until.most();
    int least = until.least() == null ? Math.min(USUAL_LEAST, most) : until.least();
    errors.require(
        most >= LEAST_FOR_AN_INTERVAL && most <= MOST_RUNS,
        "until.most",
        "must be from " + LEAST_FOR_AN_INTERVAL + " to " + MOST_RUNS);
    errors.require(
        least >= LEAST_FOR_AN_INTERVAL && least <= most,
        "until.least",
        "must be from " + LEAST_FOR_AN_INTERVAL + " to " + most + ", the most runs there may be");
    return new Bounds(least, most);
  }

  /** Ends a group and cancels what runs of it are not over. */
  void cancel(String id, String user, @Nullable String reason) {
    boolean ended =
        transactions.call(
            () ->
                groups.end(
                    id,
                    "Cancelled by " + user + (reason == null ? "" : ": " + reason),
                    clock.instant()));
    if (!ended) {
      throw ProblemException.conflict("Group " + id + " is over; it can't be cancelled.");
    }
    for (JobRow job : jobs.ofGroup(id)) {
      if (!JobLifecycle.isEnd(job.state())) {
        cancel(job, user, reason);
      }
    }
  }

  private void cancel(JobRow job, String user, @Nullable String reason) {
    try {
      JobRow unused = cancellation.cancel(job.id(), user, reason);
    } catch (ProblemException e) {
      // It has ended between the look and the cancel, which is what was wanted
      LOG.debugf("job %s: %s", job.id(), e.getMessage());
    }
  }

  private record Bounds(int least, int most) {}
}
