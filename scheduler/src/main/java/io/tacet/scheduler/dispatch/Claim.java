package io.tacet.scheduler.dispatch;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.DatabaseException;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobAnnouncement;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.outbox.Outbox;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Takes the next job of a free machine and orders it: one statement finds and moves it, the order
 * and the status go into the outbox in the same transaction. Any number of these may run side by
 * side. Thread-safe.
 */
@ApplicationScoped
public class Claim {

  /**
   * Machine and job are locked, and skipped when somebody else has them: so two claims never take
   * two jobs of one machine, except when the one begins to look before the other commits; then the
   * index one_order_per_machine refuses the second. NO KEY, because a submission's foreign key
   * takes a key lock on the machine and must not make this skip it.
   */
  private static final String NEXT =
      """
      WITH next AS (
        SELECT j.id FROM jobs j JOIN machines m ON m.id = j.machine
        WHERE j.state = 'QUEUED' AND m.active
          AND NOT EXISTS (
            SELECT 1 FROM jobs o WHERE o.machine = j.machine AND o.state IN ('DISPATCHED',
              'ACCEPTED', 'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED'))
        ORDER BY j.position LIMIT 1
        FOR NO KEY UPDATE OF j, m SKIP LOCKED)
      UPDATE jobs SET state = 'DISPATCHED', attempt = attempt + 1,
        attempts_counted = attempts_counted + 1, order_id = ?, dispatched_at = ?,
        status_due_at = NULL, error_class = NULL, message = NULL
      FROM next WHERE jobs.id = next.id
      RETURNING jobs.*
      """;

  private final Sql sql;
  private final Transactions transactions;
  private final JobStore jobs;
  private final JobAnnouncement announcement;
  private final Outbox outbox;
  private final Topics topics;
  private final Ids ids;
  private final InstantSource clock;

  Claim(
      Sql sql,
      Transactions transactions,
      JobStore jobs,
      JobAnnouncement announcement,
      Outbox outbox,
      Topics topics,
      Ids ids,
      InstantSource clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.jobs = jobs;
    this.announcement = announcement;
    this.outbox = outbox;
    this.topics = topics;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Orders one job.
   *
   * @return empty when no free machine has one waiting
   */
  public Optional<JobRow> next() {
    while (true) {
      try {
        return transactions.call(this::claim);
      } catch (RuntimeException e) {
        if (!DatabaseException.isDuplicate(e)) {
          throw e;
        }
        // Another claim was faster for this machine; its commit is visible now, so look again
      }
    }
  }

  private Optional<JobRow> claim() {
    Optional<JobRow> claimed = sql.first(NEXT, jobs::row, ids.event(), clock.instant());
    claimed.ifPresent(
        job -> {
          announcement.say(job, JobState.DISPATCHED, What.order(job.orderId()));
          MachineId machine = new MachineId(job.machine());
          outbox.put(topics.jobs(machine), job.id(), Orders.of(job, ids.event(), clock.instant()));
        });
    return claimed;
  }
}
