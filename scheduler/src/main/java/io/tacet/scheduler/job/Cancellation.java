package io.tacet.scheduler.job;

import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCancel;
import io.tacet.schema.JobCommand;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a job, by what has become of it so far.
 *
 * <ul>
 *   <li>waiting: cancelled at once;
 *   <li>its worker runs it and it is interruptible: the worker is asked; asked for a second time,
 *       the order is ended in the machine's place;
 *   <li>its order is out otherwise: the order is ended in the machine's place, and what the worker
 *       may be doing is a wasted run;
 *   <li>over: cancelled already is fine, any other end is a conflict.
 * </ul>
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class Cancellation {

  private final Transactions transactions;
  private final JobStore jobs;
  private final JobMarks marks;
  private final JobMoves moves;
  private final Outbox outbox;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;
  private final Dispatcher dispatcher;
  private final CancelWake closer;

  Cancellation(
      Transactions transactions,
      JobStore jobs,
      JobMarks marks,
      JobMoves moves,
      Outbox outbox,
      Topics topics,
      Ids ids,
      InstantSource clock,
      Dispatcher dispatcher,
      CancelWake closer) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.marks = marks;
    this.moves = moves;
    this.outbox = outbox;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
    this.dispatcher = dispatcher;
    this.closer = closer;
  }

  /**
   * Cancels.
   *
   * @throws ProblemException 409 when it has ended otherwise
   */
  public JobRow cancel(String id, String user, @Nullable String reason) {
    JobRow now =
        transactions.call(
            () -> {
              JobRow job = jobs.lock(id).orElseThrow(() -> new IllegalStateException(id));
              cancel(job, user, reason == null ? "" : reason);
              return jobs.find(id).orElseThrow(() -> new IllegalStateException(id));
            });
    dispatcher.wake();
    closer.wake();
    return now;
  }

  private void cancel(JobRow job, String user, String reason) {
    Instant at = clock.instant();
    String sentence = "Cancelled by " + user + (reason.isBlank() ? "" : ": " + reason);
    What what = new What(null, null, sentence, user);
    switch (job.state()) {
      case QUEUED -> moves.end(job, JobState.CANCELLED, what, at);
      case CANCELLED -> {
        return;
      }
      // Asked for again: the worker, if it was asked, is not waited for any longer
      case CANCEL_REQUESTED -> marks.close(job);
      default -> {
        if (!JobLifecycle.isActive(job.state())) {
          throw ProblemException.conflict(
              "Job " + job.id() + " is over (" + job.state() + "); it can't be cancelled.");
        }
        boolean ask = job.definition().interruptible() && job.state() != JobState.DISPATCHED;
        moves.requestCancel(job, what, !ask);
        if (ask) {
          ask(job, user, reason, at);
        }
      }
    }
  }

  private void ask(JobRow job, String user, String reason, Instant at) {
    JobCommand command =
        JobCommand.newBuilder()
            .setEventId(ids.event())
            .setOccurredAt(at)
            .setMachine(job.orderedFrom())
            .setJobId(job.id())
            .setKind(CommandKind.CANCEL)
            .setOrderId(job.orderId() == null ? "" : job.orderId())
            .setAttempt(job.attempt())
            .setCancel(JobCancel.newBuilder().setRequestedBy(user).setReason(reason).build())
            .build();
    outbox.command(topics.jobs(new MachineId(job.orderedFrom())), job.id(), command);
  }
}
