package io.tacet.scheduler.job;

import io.tacet.contract.rest.JobOutcome;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the jobs: new ones, and reading. Moves are {@link JobMoves}'. Thread-safe. */
@ApplicationScoped
public class JobStore {

  /** The columns {@link #row} needs; {@code outcome} may be left out of lists. */
  private static final String COLUMNS =
      """
      id, name, project, submitter, machine, state, attempt, attempts_counted, max_attempts,
      order_id, definition, submitted_at, dispatched_at, ended_at, status_due_at, error_class,
      message, cancelled_by, closing""";

  private final Sql sql;
  private final Json json;

  JobStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Puts a job in, as it is. */
  public void insert(JobRow job) {
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, state, max_attempts, definition,
                          submitted_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
        """,
        job.id(),
        job.name(),
        job.project(),
        job.submitter(),
        job.machine(),
        job.state().name(),
        job.maxAttempts(),
        json.write(job.definition()),
        job.submittedAt());
  }

  /** A job. */
  public Optional<JobRow> find(String id) {
    return sql.first("SELECT " + COLUMNS + ", outcome FROM jobs WHERE id = ?", this::row, id);
  }

  /** A job, locked until the transaction ends. */
  public Optional<JobRow> lock(String id) {
    return sql.first(
        "SELECT " + COLUMNS + ", outcome FROM jobs WHERE id = ? FOR NO KEY UPDATE", this::row, id);
  }

  /** Jobs in these lists are without their outcome. Newest first. */
  public List<JobRow> list(JobFilter filter) {
    return sql.query(
        "SELECT "
            + COLUMNS
            + """
            , NULL AS outcome FROM jobs
            WHERE (?::text IS NULL OR submitter = ?) AND (?::text IS NULL OR machine = ?)
              AND (?::text IS NULL OR project = ?) AND (?::text[] IS NULL OR state = ANY (?))
              AND (?::text IS NULL OR id < ?)
            ORDER BY id DESC LIMIT ?
            """,
        this::row,
        filter.submitter(),
        filter.submitter(),
        filter.machine(),
        filter.machine(),
        filter.project(),
        filter.project(),
        states(filter),
        states(filter),
        filter.before(),
        filter.before(),
        filter.limit());
  }

  /** Jobs whose order is to be ended in the machine's place, oldest first. */
  public List<JobRow> closing(int limit) {
    return sql.query(
        "SELECT " + COLUMNS + ", NULL AS outcome FROM jobs WHERE closing ORDER BY id LIMIT ?",
        this::row,
        limit);
  }

  /** Jobs with an order out whose next status was due before this time. */
  public List<JobRow> dueBefore(java.time.Instant time, int limit) {
    return sql.query(
        "SELECT "
            + COLUMNS
            + ", NULL AS outcome FROM jobs WHERE status_due_at < ? ORDER BY status_due_at LIMIT ?",
        this::row,
        time,
        limit);
  }

  /** The job whose order is out on a machine. */
  public Optional<JobRow> active(String machine) {
    return sql.first(
        "SELECT "
            + COLUMNS
            + """
            , NULL AS outcome FROM jobs WHERE machine = ? AND state IN ('DISPATCHED', 'ACCEPTED',
            'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED')
            """,
        this::row,
        machine);
  }

  private static String @Nullable [] states(JobFilter filter) {
    return filter.states().isEmpty()
        ? null
        : filter.states().stream().map(Enum::name).toArray(String[]::new);
  }

  /** Reads a row of all columns; for statements elsewhere that return jobs. */
  public JobRow row(Row row) throws SQLException {
    String errorClass = row.textOrNull("error_class");
    String outcome = row.textOrNull("outcome");
    return new JobRow(
        row.text("id"),
        row.text("name"),
        row.text("project"),
        row.text("submitter"),
        row.text("machine"),
        JobState.valueOf(row.text("state")),
        row.number("attempt"),
        row.number("attempts_counted"),
        row.number("max_attempts"),
        row.textOrNull("order_id"),
        json.read(row.text("definition"), JobDefinition.class),
        row.time("submitted_at"),
        row.timeOrNull("dispatched_at"),
        row.timeOrNull("ended_at"),
        row.timeOrNull("status_due_at"),
        errorClass == null ? null : ErrorClass.valueOf(errorClass),
        row.textOrNull("message"),
        outcome == null ? null : json.read(outcome, JobOutcome.class),
        row.textOrNull("cancelled_by"),
        row.truth("closing"));
  }
}
