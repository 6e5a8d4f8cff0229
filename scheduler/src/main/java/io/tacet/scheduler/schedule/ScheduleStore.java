package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.ScheduleTiming;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the schedules. Thread-safe. */
@ApplicationScoped
class ScheduleStore {

  private static final String SELECT =
      """
      SELECT id, name, owner, mode, timing, template, repeat, missed, state, next_at, seen, failures,
             problem, created_at FROM schedules
      """;

  private final Sql sql;
  private final Json json;

  ScheduleStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  void insert(ScheduleRow schedule) {
    sql.update(
        """
        INSERT INTO schedules (id, name, owner, mode, timing, template, repeat, missed, state,
                               next_at, created_at)
        VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?)
        """,
        schedule.id(),
        schedule.name(),
        schedule.owner(),
        schedule.mode().name(),
        json.write(schedule.timing()),
        json.write(schedule.template()),
        schedule.repeat(),
        schedule.missed().name(),
        schedule.state().name(),
        schedule.nextAt(),
        schedule.createdAt());
  }

  /** It is to be this from now on; when it fires next is not touched. */
  void edit(String id, ScheduleCheck.Checked wanted) {
    sql.update(
        """
        UPDATE schedules SET name = ?, mode = ?, timing = ?::jsonb, template = ?::jsonb, repeat = ?,
          missed = ?, problem = NULL WHERE id = ?
        """,
        wanted.name(),
        wanted.mode().name(),
        json.write(wanted.timing()),
        json.write(wanted.job()),
        wanted.repeat(),
        wanted.missed().name(),
        id);
  }

  Optional<ScheduleRow> find(String id) {
    return sql.first(SELECT + " WHERE id = ?", this::row, id);
  }

  /** A schedule, locked until the transaction ends; others are waited for. */
  Optional<ScheduleRow> lock(String id) {
    return sql.first(SELECT + " WHERE id = ? FOR NO KEY UPDATE", this::row, id);
  }

  /** Schedules of one user or of all, without the deleted ones, newest first. */
  List<ScheduleRow> list(@Nullable String owner, @Nullable String before, int limit) {
    return sql.query(
        SELECT
            + """
             WHERE (?::text IS NULL OR owner = ?) AND (?::text IS NULL OR id < ?)
              AND state <> 'DELETED'
            ORDER BY id DESC LIMIT ?
            """,
        this::row,
        owner,
        owner,
        before,
        before,
        limit);
  }

  /** How many schedules of a user are not over. */
  int count(String owner) {
    return sql.query(
            "SELECT count(*) AS n FROM schedules WHERE owner = ? AND state IN ('ACTIVE', 'PAUSED')",
            row -> row.number("n"),
            owner)
        .get(0);
  }

  /** Schedules whose time has come, the longest due first. */
  List<String> due(boolean watching, Instant now, int limit) {
    return sql.query(
        "SELECT id FROM schedules WHERE next_at <= ? AND mode "
            + (watching ? "IN" : "NOT IN")
            + " ('COMMIT', 'TAG') ORDER BY next_at LIMIT ?",
        row -> row.text("id"),
        now,
        limit);
  }

  /**
   * Takes a schedule to look at its repository, and puts its next look off.
   *
   * @return empty when somebody else was faster
   */
  Optional<ScheduleRow> claimLook(String id, Instant now, Instant next) {
    return sql.update(
                "UPDATE schedules SET next_at = ? WHERE id = ? AND next_at <= ?", next, id, now)
            == 1
        ? find(id)
        : Optional.empty();
  }

  /** It goes on in this state. */
  void state(String id, State state, @Nullable Instant nextAt) {
    sql.update(
        "UPDATE schedules SET state = ?, next_at = ? WHERE id = ?", state.name(), nextAt, id);
  }

  /** What its repository has is not known any more. */
  void forgetSeen(String id) {
    sql.update("UPDATE schedules SET seen = NULL, failures = 0 WHERE id = ?", id);
  }

  /** A look has shown this. */
  void saw(String id, List<String> seen) {
    sql.update(
        "UPDATE schedules SET seen = ?, failures = 0 WHERE id = ?",
        seen.toArray(String[]::new),
        id);
  }

  /** A look has failed, unless it was at what is watched no longer; how often in a row now. */
  void lookFailed(ScheduleRow looked, int failures, String problem, Instant nextAt) {
    sql.update(
        """
        UPDATE schedules SET failures = ?, problem = ?, next_at = ?
        WHERE id = ? AND state = 'ACTIVE' AND timing = ?::jsonb
        """,
        failures,
        problem,
        nextAt,
        looked.id(),
        json.write(looked.timing()));
  }

  /** What went wrong last; null: it went well. */
  void problem(String id, @Nullable String problem) {
    sql.update(
        "UPDATE schedules SET problem = ? WHERE id = ? AND problem IS DISTINCT FROM ?",
        problem,
        id,
        problem);
  }

  private ScheduleRow row(Row row) throws SQLException {
    return new ScheduleRow(
        row.text("id"),
        row.text("name"),
        row.text("owner"),
        ScheduleMode.valueOf(row.text("mode")),
        json.read(row.text("timing"), ScheduleTiming.class),
        json.read(row.text("template"), SubmitJob.class),
        row.number("repeat"),
        MissedRule.valueOf(row.text("missed")),
        State.valueOf(row.text("state")),
        row.timeOrNull("next_at"),
        row.textOrNull("seen") == null ? null : List.of(row.texts("seen")),
        row.number("failures"),
        row.textOrNull("problem"),
        row.time("created_at"));
  }
}
