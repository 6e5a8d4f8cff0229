package io.tacet.scheduler.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.JobOutcome;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.job.Standing.WindowWait;
import io.tacet.scheduler.machine.Pools;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
      message, cancelled_by, closing, pool, priority, held_by, waits_for, not_before, latest_start,
      group_id, start_window, starts_anyway_at, window_wait""";

  private static final int AT_ONCE = 1000;
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  private final Sql sql;
  private final Json json;

  JobStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Puts jobs in, as they are, in this order. */
  void insertAll(List<JobRow> rows) {
    if (rows.size() == 1) {
      insert(rows.get(0));
      return;
    }
    for (int from = 0; from < rows.size(); from += AT_ONCE) {
      List<NewRow> part =
          rows.subList(from, Math.min(rows.size(), from + AT_ONCE)).stream()
              .map(NewRow::of)
              .toList();
      sql.update(
          """
          INSERT INTO jobs (id, name, project, submitter, machine, state, max_attempts, definition,
                            submitted_at, pool, priority, held_by, waits_for, latest_start, group_id)
          SELECT id, name, project, submitter, machine, state, max_attempts, definition,
                 submitted_at, pool, priority, held_by, waits_for, latest_start, group_id
          FROM jsonb_to_recordset(?::jsonb) AS j (id text, name text, project text, submitter text,
            machine text, state text, max_attempts int, definition jsonb, submitted_at timestamptz,
            pool text, priority smallint, held_by text, waits_for int, latest_start timestamptz,
            group_id text)
          """,
          json.write(part));
    }
  }

  /** A new row with the names of its columns. Immutable. */
  record NewRow(
      String id,
      String name,
      String project,
      String submitter,
      @Nullable String machine,
      String state,
      @JsonProperty("max_attempts") int maxAttempts,
      JobDefinition definition,
      @JsonProperty("submitted_at") Instant submittedAt,
      String pool,
      int priority,
      @JsonProperty("held_by") @Nullable String heldBy,
      @JsonProperty("waits_for") int waitsFor,
      @JsonProperty("latest_start") @Nullable Instant latestStart,
      @JsonProperty("group_id") @Nullable String groupId) {

    static NewRow of(JobRow job) {
      Standing standing = job.standing();
      return new NewRow(
          job.id(),
          job.name(),
          job.project(),
          job.submitter(),
          job.machine(),
          job.state().name(),
          job.maxAttempts(),
          job.definition(),
          job.submittedAt(),
          standing.pool(),
          standing.priority(),
          standing.heldBy(),
          standing.waitsFor(),
          standing.latestStart(),
          standing.group());
    }
  }

  /** Puts a job in, as it is. */
  public void insert(JobRow job) {
    Standing standing = job.standing();
    sql.update(
        """
        INSERT INTO jobs (id, name, project, submitter, machine, state, max_attempts, definition,
                          submitted_at, pool, priority, held_by, waits_for, latest_start, group_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
        """,
        job.id(),
        job.name(),
        job.project(),
        job.submitter(),
        job.machine(),
        job.state().name(),
        job.maxAttempts(),
        json.write(job.definition()),
        job.submittedAt(),
        standing.pool(),
        standing.priority(),
        standing.heldBy(),
        standing.waitsFor(),
        standing.latestStart(),
        standing.group());
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
  public List<JobRow> dueBefore(Instant time, int limit) {
    return sql.query(
        "SELECT "
            + COLUMNS
            + ", NULL AS outcome FROM jobs WHERE status_due_at < ? ORDER BY status_due_at LIMIT ?",
        this::row,
        time,
        limit);
  }

  /** The runs of a group, in order, with their outcomes. */
  public List<JobRow> ofGroup(String group) {
    return sql.query(
        "SELECT " + COLUMNS + ", outcome FROM jobs WHERE group_id = ? ORDER BY position",
        this::row,
        group);
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
        row.textOrNull("machine"),
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
        row.truth("closing"),
        standing(row));
  }

  private Standing standing(Row row) throws SQLException {
    String pool = row.text("pool");
    return new Standing(
        pool,
        row.number("priority"),
        pool.startsWith("{") ? Pools.labels(json.read(pool, LABELS)) : Map.of(),
        row.textOrNull("held_by"),
        row.number("waits_for"),
        row.truth("window_wait") ? null : row.timeOrNull("not_before"),
        row.timeOrNull("latest_start"),
        row.textOrNull("group_id"),
        window(row));
  }

  private static @Nullable WindowWait window(Row row) throws SQLException {
    String id = row.textOrNull("start_window");
    return id == null
        ? null
        : new WindowWait(id, row.truth("window_wait"), row.timeOrNull("starts_anyway_at"));
  }
}
