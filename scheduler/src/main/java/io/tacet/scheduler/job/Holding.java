package io.tacet.scheduler.job;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Holds jobs and releases them.
 *
 * <ul>
 *   <li>waiting: it is passed over until it is released;
 *   <li>its order is out and its machine has not begun: the order is withdrawn, and it waits again;
 *       has the machine begun meanwhile, it goes on;
 *   <li>its machine has begun, or it is over: a conflict.
 * </ul>
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class Holding {

  private final Transactions transactions;
  private final JobStore jobs;
  private final JobMarks marks;
  private final Dispatcher dispatcher;
  private final CancelWake closer;

  Holding(
      Transactions transactions,
      JobStore jobs,
      JobMarks marks,
      Dispatcher dispatcher,
      CancelWake closer) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.marks = marks;
    this.dispatcher = dispatcher;
    this.closer = closer;
  }

  /**
   * Holds.
   *
   * @throws ProblemException 409 when its machine has begun, or it is over
   */
  public JobRow hold(String id, String user, @Nullable String reason) {
    String sentence = "Held by " + user + (reason == null || reason.isBlank() ? "" : ": " + reason);
    JobRow now =
        transactions.call(
            () -> {
              JobRow job = jobs.lock(id).orElseThrow(() -> new IllegalStateException(id));
              if (job.state() == JobState.DISPATCHED) {
                marks.hold(job, user, sentence);
                marks.withdraw(job, sentence);
              } else if (job.state() == JobState.QUEUED) {
                marks.hold(job, user, sentence);
              } else {
                throw ProblemException.conflict(
                    JobLifecycle.isEnd(job.state())
                        ? "Job " + id + " is over (" + job.state() + "); it can't be held."
                        : "Machine "
                            + job.machine()
                            + " has begun with job "
                            + id
                            + " ("
                            + job.state()
                            + "); it can be cancelled, but not held.");
              }
              return jobs.find(id).orElseThrow(() -> new IllegalStateException(id));
            });
    closer.wake();
    return now;
  }

  /**
   * Releases; a job that is not held stays as it is.
   *
   * @param operator whether the caller may release what others hold
   * @throws ProblemException 403 when somebody else holds it
   */
  public JobRow release(String id, String user, boolean operator) {
    JobRow now =
        transactions.call(
            () -> {
              JobRow job = jobs.lock(id).orElseThrow(() -> new IllegalStateException(id));
              String holder = job.standing().heldBy();
              if (holder != null && !holder.equals(user) && !operator) {
                throw ProblemException.forbidden(
                    "Job " + id + " is held by " + holder + "; only operators can release it.");
              }
              if (holder != null) {
                marks.release(job);
              }
              return jobs.find(id).orElseThrow(() -> new IllegalStateException(id));
            });
    dispatcher.wake();
    return now;
  }
}
