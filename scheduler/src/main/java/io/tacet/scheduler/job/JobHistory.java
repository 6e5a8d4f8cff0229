package io.tacet.scheduler.job;

import io.tacet.contract.job.Decision;
import io.tacet.contract.rest.JobEvent;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said of each job, applied or not, each event once. Thread-safe. */
@ApplicationScoped
public class JobHistory {

  private final Sql sql;

  JobHistory(Sql sql) {
    this.sql = sql;
  }

  /**
   * Adds an event.
   *
   * @param ignored why it is ignored; null: it is applied
   * @return false when the event is there already
   */
  public boolean add(JobStatus status, Decision.@Nullable Reason ignored) {
    return sql.update(
            """
            INSERT INTO job_events (event_id, job_id, occurred_at, state, attempt, order_id,
                                    machine, message, ignored_because)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING
            """,
            status.getEventId(),
            status.getJobId(),
            status.getOccurredAt(),
            status.getState().name(),
            status.getAttempt(),
            status.getOrderId(),
            status.getMachine(),
            Texts.storable(status.getMessage()),
            ignored == null ? null : ignored.name())
        == 1;
  }

  /** Events of a job after a position, oldest first. */
  public List<Entry> of(String jobId, long after, int limit) {
    return sql.query(
        """
        SELECT position, occurred_at, state, attempt, order_id, machine, message, ignored_because
        FROM job_events WHERE job_id = ? AND position > ? ORDER BY position LIMIT ?
        """,
        row ->
            new Entry(
                row.longNumber("position"),
                new JobEvent(
                    row.time("occurred_at"),
                    row.text("state"),
                    row.number("attempt"),
                    row.textOrNull("order_id"),
                    row.textOrNull("machine"),
                    row.textOrNull("message"),
                    row.textOrNull("ignored_because") == null,
                    row.textOrNull("ignored_because"))),
        jobId,
        after,
        limit);
  }

  /**
   * An event and where it stands. Immutable.
   *
   * @param position ascending in the order of reading
   */
  public record Entry(long position, JobEvent event) {}
}
