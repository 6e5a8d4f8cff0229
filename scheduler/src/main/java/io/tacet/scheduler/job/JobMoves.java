package io.tacet.scheduler.job;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.share.FairShare;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one place that writes a job's state. Each move is legal by {@link JobLifecycle} and a compare
 * and set on state and order; who calls has locked the row. What follows from an outcome without
 * anybody's word (another attempt, the end) is decided here, too.
 *
 * <pre>{@code
 * INTERRUPTED ─▶ CANCELLED  a cancel was asked for
 *             ─▶ QUEUED     attempts are left, and it was not the user's fault; after a pause
 *             ─▶ FAILED     otherwise, with a message that says why
 * WITHDRAWN   ─▶ CANCELLED  a cancel was asked for
 *             ─▶ QUEUED     otherwise; the attempt does not count
 * FINISHED, FAILED, CANCELLED: jobs that come after this one may go on, or are CANCELLED with it
 * }</pre>
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class JobMoves {

  private final Sql sql;
  private final Json json;
  private final JobAnnouncement announcement;
  private final FairShare share;
  private final JobStore jobs;
  private final Dependencies dependencies;
  private final RetryPause pause;
  private final Settlement settlement;

  JobMoves(
      Sql sql,
      Json json,
      JobAnnouncement announcement,
      FairShare share,
      JobStore jobs,
      Dependencies dependencies,
      RetryPause pause,
      Settlement settlement) {
    this.sql = sql;
    this.json = json;
    this.announcement = announcement;
    this.share = share;
    this.jobs = jobs;
    this.dependencies = dependencies;
    this.pause = pause;
    this.settlement = settlement;
  }

  /**
   * A worker is further on; an order that was to be withdrawn no longer is.
   *
   * @param at when, by the broker's clock
   */
  public void progress(JobRow job, JobStatus status, Instant at) {
    set(
        job,
        status.getState(),
        "message = ?, closing = false, begun_at = coalesce(begun_at, ?)",
        Texts.storable(status.getMessage()),
        at);
  }

  /**
   * An order has ended.
   *
   * @param at when, by the broker's clock
   */
  public void outcome(JobRow job, JobStatus status, Instant at) {
    JobState state = status.getState();
    String outcome = json.write(Outcomes.of(status));
    String message = Texts.storable(status.getMessage());
    String errorClass = status.getErrorClass() == null ? null : status.getErrorClass().name();
    boolean over = JobLifecycle.isEnd(state);
    Left left =
        set(
            job,
            state,
            """
            outcome = ?::jsonb, message = ?, error_class = ?, status_due_at = NULL, closing = false,
            ended_at = ?, attempts_counted = attempts_counted - ?
            """,
            outcome,
            message,
            errorClass,
            over ? at : null,
            state == JobState.WITHDRAWN ? 1 : 0);
    settle(job, status, at, left);
    if (isCharged(status)) {
      charge(job, state, at, left);
    }
    if (over) {
      passOn(job.id(), state, at);
    } else {
      follow(job, status, at);
    }
  }

  private void settle(JobRow job, JobStatus status, Instant at, Left left) {
    if (left.isReserved()) {
      settlement.settle(job, status, left.begun(), at);
    }
  }

  /** An order that was cancelled before its machine had begun has cost nobody anything. */
  private void charge(JobRow job, JobState state, Instant at, Left left) {
    Instant began =
        left.begun() == null && state != JobState.CANCELLED ? job.dispatchedAt() : left.begun();
    if (began != null) {
      share.charge(job.orderedFrom(), job.project(), Duration.between(began, at));
    }
  }

  /** What a machine or the infrastructure has lost is not the project's share. */
  private static boolean isCharged(JobStatus status) {
    return switch (status.getState()) {
      case WITHDRAWN -> false;
      case INTERRUPTED -> status.getErrorClass() == ErrorClass.USER;
      default -> true;
    };
  }

  private void follow(JobRow before, JobStatus status, Instant at) {
    JobRow job = before.ended(status.getState());
    String why = status.getMessage() == null ? "no reason was given" : status.getMessage();
    if (before.state() == JobState.CANCEL_REQUESTED) {
      end(
          job,
          JobState.CANCELLED,
          new What(null, null, "Cancelled; the attempt had ended: " + why, before.cancelledBy()),
          at);
    } else if (status.getState() == JobState.WITHDRAWN) {
      queue(job, What.message("The order was withdrawn and the job waits again: " + why), null);
    } else if (!RetryPause.helps(status.getErrorClass())) {
      end(
          job,
          JobState.FAILED,
          new What(null, ErrorClass.USER, "Interrupted, and not tried again: " + why, null),
          at);
    } else if (job.attemptsCounted() < job.maxAttempts()) {
      Duration wait = pause.after(status.getErrorClass(), job.attemptsCounted());
      queue(
          job,
          What.message(
              "Attempt %d was interrupted and another one will be made in %d s: %s"
                  .formatted(job.attempt(), wait.toSeconds(), why)),
          at.plus(wait));
    } else {
      ErrorClass whose =
          status.getErrorClass() == null ? ErrorClass.UNKNOWN : status.getErrorClass();
      end(
          job,
          JobState.FAILED,
          new What(
              null,
              whose,
              "Given up after %d of %d attempts; the last was interrupted (%s): %s"
                  .formatted(job.attemptsCounted(), job.maxAttempts(), whose, why),
              null),
          at);
    }
  }

  private void queue(JobRow job, What what, @Nullable Instant notBefore) {
    set(
        job,
        JobState.QUEUED,
        "message = ?, not_before = ?, machine = CASE WHEN pool = machine THEN machine END",
        Texts.storable(what.message()),
        notBefore);
    announcement.say(job, JobState.QUEUED, what);
  }

  /** Ends the job itself: CANCELLED or FAILED without an order that is out. */
  public void end(JobRow job, JobState state, What what, Instant at) {
    endAlone(job, state, what, at);
    passOn(job.id(), state, at);
  }

  /** Tells the jobs that come after one of its end, and those after them if they end with it. */
  private void passOn(String id, JobState state, Instant at) {
    Deque<Ended> ended = new ArrayDeque<>(List.of(new Ended(id, state)));
    while (!ended.isEmpty()) {
      Ended one = ended.remove();
      boolean finished = one.state() == JobState.FINISHED;
      dependencies.letGo(one.id(), finished);
      if (finished) {
        continue;
      }
      for (String after : dependencies.taken(one.id())) {
        JobRow job = jobs.lock(after).orElseThrow(() -> new IllegalStateException(after));
        if (job.state() == JobState.QUEUED) {
          String sentence =
              "Cancelled: it was to run after job " + one.id() + ", which is " + one.state() + ".";
          endAlone(job, JobState.CANCELLED, What.message(sentence), at);
          ended.add(new Ended(after, JobState.CANCELLED));
        }
      }
    }
  }

  private void endAlone(JobRow job, JobState state, What what, Instant at) {
    set(
        job,
        state,
        "message = ?, error_class = ?, ended_at = ?, status_due_at = NULL, closing = false",
        Texts.storable(what.message()),
        what.errorClass() == null ? null : what.errorClass().name(),
        at);
    announcement.say(job, state, what);
  }

  /** The scheduler's own word of an end, which the database has lost: it was set back. */
  public void replay(JobRow job, JobStatus status, Instant at) {
    Left left =
        set(
            job,
            status.getState(),
            "message = ?, ended_at = ?, status_due_at = NULL, closing = false",
            Texts.storable(status.getMessage()),
            at);
    settle(job, status, at, left);
    passOn(job.id(), status.getState(), at);
  }

  /**
   * Somebody wants an active job cancelled.
   *
   * @param closing whether the order is to be ended in the machine's place
   */
  public void requestCancel(JobRow job, What what, boolean closing) {
    set(
        job,
        JobState.CANCEL_REQUESTED,
        "message = ?, cancelled_by = ?, closing = ?",
        Texts.storable(what.message()),
        what.requestedBy(),
        closing);
    announcement.say(job, JobState.CANCEL_REQUESTED, what);
  }

  private Left set(JobRow job, JobState to, String columns, @Nullable Object... values) {
    if (!JobLifecycle.isLegal(job.state(), to)) {
      throw new IllegalStateException(
          "Job " + job.id() + " can't go from " + job.state() + " to " + to);
    }
    @Nullable Object[] parameters = new @Nullable Object[values.length + 4];
    System.arraycopy(values, 0, parameters, 0, values.length);
    parameters[values.length] = to.name();
    parameters[values.length + 1] = job.id();
    parameters[values.length + 2] = job.state().name();
    parameters[values.length + 3] = job.orderId();
    return sql.first(
            "UPDATE jobs SET "
                + columns
                + ", state = ? WHERE id = ? AND state = ? AND order_id IS NOT DISTINCT FROM ?"
                + " RETURNING begun_at, quota_micros IS NOT NULL AS reserved",
            row -> new Left(row.timeOrNull("begun_at"), row.truth("reserved")),
            parameters)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Job "
                        + job.id()
                        + " is no longer "
                        + job.state()
                        + ": somebody moved a locked row"));
  }

  /**
   * What a move has found in the row. Immutable.
   *
   * @param begun the machine's first word of the order; null: it has said nothing
   * @param isReserved whether the order has quota reserved
   */
  private record Left(@Nullable Instant begun, boolean isReserved) {}

  private record Ended(String id, JobState state) {}
}
