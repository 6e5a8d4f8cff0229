package io.tacet.scheduler.job;

import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of a job without moving it; who calls has locked the row. Moves are {@link
 * JobMoves}'. Thread-safe.
 */
@ApplicationScoped
public class JobMarks {

  private static final int LONGEST_NAME = 200;

  private final Sql sql;

  JobMarks(Sql sql) {
    this.sql = sql;
  }

  /** The job is to wait until it is released. */
  void hold(JobRow job, String user, String sentence) {
    sql.update("UPDATE jobs SET held_by = ?, message = ? WHERE id = ?", user, sentence, job.id());
  }

  /** The job need not wait to be released any more. */
  void release(JobRow job) {
    sql.update(
        """
        UPDATE jobs SET held_by = NULL,
          message = CASE WHEN state = 'QUEUED' THEN NULL ELSE message END
        WHERE id = ?
        """,
        job.id());
  }

  /**
   * The order is to be taken back from a machine that has not begun; the job waits again when it
   * is.
   */
  void withdraw(JobRow job, String sentence) {
    if (job.state() != JobState.DISPATCHED) {
      throw new IllegalStateException("Job " + job.id() + " is " + job.state());
    }
    sql.update(
        "UPDATE jobs SET closing = true, message = ? WHERE id = ? AND order_id = ?",
        sentence,
        job.id(),
        job.orderId());
  }

  /** Takes over the name that the scenario has, unless the submitter gave one. */
  public void name(JobRow job, String name) {
    String line = Texts.line(name, LONGEST_NAME);
    if (!job.definition().named() && !line.isEmpty() && !line.equals(job.name())) {
      sql.update("UPDATE jobs SET name = ? WHERE id = ?", line, job.id());
    }
  }

  /** The next status of the order that is out is due at this time; null: none is promised. */
  public void due(JobRow job, @Nullable Instant due) {
    sql.update(
        "UPDATE jobs SET status_due_at = ? WHERE id = ? AND order_id = ?",
        due,
        job.id(),
        job.orderId());
  }

  /** The order is to be ended in the machine's place after all. */
  public void close(JobRow job) {
    sql.update(
        "UPDATE jobs SET closing = true WHERE id = ? AND order_id = ?", job.id(), job.orderId());
  }
}
