package io.tacet.scheduler.job;

import io.tacet.contract.job.Decision;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/**
 * Ends an order that no machine has ever been sent, because its machine's topic is missing and the
 * relay has set it aside. It has no offset on any topic, so nobody else can give it an outcome, and
 * the machine's transactional id is not needed: order and outcome change places in the outbox in
 * one transaction. Thread-safe.
 */
@ApplicationScoped
public class UnsentOrder {

  private final Transactions transactions;
  private final JobStore jobs;
  private final JobHistory history;
  private final JobMoves moves;
  private final Outbox outbox;
  private final Topics topics;
  private final Dispatcher dispatcher;
  private final InstantSource clock;

  UnsentOrder(
      Transactions transactions,
      JobStore jobs,
      JobHistory history,
      JobMoves moves,
      Outbox outbox,
      Topics topics,
      Dispatcher dispatcher,
      InstantSource clock) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.history = history;
    this.moves = moves;
    this.outbox = outbox;
    this.topics = topics;
    this.dispatcher = dispatcher;
    this.clock = clock;
  }

  /**
   * Ends it, if it is one.
   *
   * @param outcome the status, with its order's id and machine
   * @return false when the order is on its way, or over
   */
  public boolean end(JobStatus outcome) {
    boolean ended = transactions.call(() -> attempt(outcome));
    if (ended) {
      dispatcher.wake();
    }
    return ended;
  }

  private boolean attempt(JobStatus outcome) {
    return jobs.lock(outcome.getJobId())
        .filter(
            job ->
                JobLifecycle.decide(job.position(), outcome.getState(), outcome.getOrderId())
                    instanceof Decision.Apply)
        .filter(job -> outbox.takeBack(topics.jobs(new MachineId(job.orderedFrom())), job.id()))
        .map(
            job -> {
              history.add(outcome, null);
              outbox.put(topics.jobStatus(), job.id(), outcome);
              moves.outcome(job, outcome, clock.instant());
              return true;
            })
        .orElse(false);
  }
}
