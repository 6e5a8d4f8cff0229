package io.tacet.scheduler.job;

import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.job.JobAnnouncement.What;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Ends the jobs that wait for a machine which will never take them. Thread-safe. */
@ApplicationScoped
public class QueueEnd {

  private static final int AT_ONCE = 100;

  private final Sql sql;
  private final Transactions transactions;
  private final JobStore jobs;
  private final JobMoves moves;
  private final InstantSource clock;

  QueueEnd(Sql sql, Transactions transactions, JobStore jobs, JobMoves moves, InstantSource clock) {
    this.sql = sql;
    this.transactions = transactions;
    this.jobs = jobs;
    this.moves = moves;
    this.clock = clock;
  }

  /**
   * Ends them as FAILED, each in a transaction of its own; those that wait for labels go on
   * waiting.
   *
   * @param sentence why, for their histories
   * @return how many
   */
  public int ofMachine(String machine, String sentence) {
    int ended = 0;
    List<String> some = some(machine);
    while (!some.isEmpty()) {
      some.forEach(job -> end(job, sentence));
      ended += some.size();
      some = some(machine);
    }
    return ended;
  }

  private List<String> some(String machine) {
    return sql.query(
        "SELECT id FROM jobs WHERE pool = ? AND state = 'QUEUED' ORDER BY position LIMIT ?",
        row -> row.text("id"),
        machine,
        AT_ONCE);
  }

  private void end(String id, String sentence) {
    transactions.run(
        () ->
            jobs.lock(id)
                .filter(job -> job.state() == JobState.QUEUED)
                .ifPresent(
                    job ->
                        moves.end(
                            job,
                            JobState.FAILED,
                            new What(null, ErrorClass.INFRASTRUCTURE, sentence, null),
                            clock.instant())));
  }
}
