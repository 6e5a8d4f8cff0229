package io.tacet.scheduler.job;

import io.tacet.contract.job.Decision;
import io.tacet.contract.rest.JobEvent;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was said of each job, applied or not, each event once. Thread-safe. */
@ApplicationScoped
public class JobHistory {

  private static final int AT_ONCE = 1000;

  private final Sql sql;
  private final Json json;
  private final HistoryWake wake;

  JobHistory(Sql sql, Json json, HistoryWake wake) {
    this.sql = sql;
    this.json = json;
    this.wake = wake;
  }

  /**
   * Adds an event.
   *
   * @param ignored why it is ignored; null: it is applied
   * @return false when the event is there already
   */
  public boolean add(JobStatus status, Decision.@Nullable Reason ignored) {
    wake.raiseAfterCommit();
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

  /** Adds events that are new and applied. */
  void addAll(List<JobStatus> events) {
    wake.raiseAfterCommit();
    for (int from = 0; from < events.size(); from += AT_ONCE) {
      List<NewEvent> part =
          events.subList(from, Math.min(events.size(), from + AT_ONCE)).stream()
              .map(NewEvent::of)
              .toList();
      sql.update(
          """
          INSERT INTO job_events (event_id, job_id, occurred_at, state, attempt, order_id, machine,
                                  message)
          SELECT event, job, occurred, state, attempt, "order", machine, message
          FROM jsonb_to_recordset(?::jsonb) AS e (event text, job text, occurred timestamptz,
            state text, attempt int, "order" text, machine text, message text)
          """,
          json.write(part));
    }
  }

  private record NewEvent(
      String event,
      String job,
      Instant occurred,
      String state,
      int attempt,
      @Nullable String order,
      @Nullable String machine,
      @Nullable String message) {

    static NewEvent of(JobStatus status) {
      return new NewEvent(
          status.getEventId(),
          status.getJobId(),
          status.getOccurredAt(),
          status.getState().name(),
          status.getAttempt(),
          status.getOrderId(),
          status.getMachine(),
          status.getMessage());
    }
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
