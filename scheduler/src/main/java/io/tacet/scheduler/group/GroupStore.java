package io.tacet.scheduler.group;

import io.tacet.contract.rest.SubmitGroup.Until;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the groups. Thread-safe. */
@ApplicationScoped
class GroupStore {

  private static final String SELECT =
      """
      SELECT id, name, project, submitter, template, least, most, until, state, message,
             submitted_at, ended_at FROM job_groups
      """;

  private final Sql sql;
  private final Json json;

  GroupStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  void insert(GroupRow group) {
    Until until = group.until();
    sql.update(
        """
        INSERT INTO job_groups (id, name, project, submitter, template, least, most, until, state,
                                submitted_at)
        VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?::jsonb, 'RUNNING', ?)
        """,
        group.id(),
        group.name(),
        group.project(),
        group.submitter(),
        json.write(group.template()),
        group.least(),
        group.most(),
        until == null ? null : json.write(until),
        group.submittedAt());
  }

  Optional<GroupRow> find(String id) {
    return sql.first(SELECT + " WHERE id = ?", this::row, id);
  }

  /**
   * A running group, locked until the transaction ends; empty if it has ended or others have it.
   */
  Optional<GroupRow> lockRunning(String id) {
    return sql.first(
        SELECT + " WHERE id = ? AND state = 'RUNNING' FOR UPDATE SKIP LOCKED", this::row, id);
  }

  /** Groups by id, newest first, of one user or of all. */
  List<GroupRow> list(@Nullable String submitter, @Nullable String before, int limit) {
    return sql.query(
        SELECT
            + """
             WHERE (?::text IS NULL OR submitter = ?) AND (?::text IS NULL OR id < ?)
            ORDER BY id DESC LIMIT ?
            """,
        this::row,
        submitter,
        submitter,
        before,
        before,
        limit);
  }

  /** Running groups none of whose runs is still to end. */
  List<String> resting() {
    return sql.query(
        """
        SELECT g.id FROM job_groups g LEFT JOIN LATERAL (
          SELECT j.id FROM jobs j WHERE j.group_id = g.id
            AND j.state NOT IN ('FINISHED', 'FAILED', 'CANCELLED', 'REJECTED') LIMIT 1) open ON true
        WHERE g.state = 'RUNNING' AND open.id IS NULL ORDER BY g.id
        """,
        row -> row.text("id"));
  }

  /** It goes on, for the reason given. */
  void say(String id, String message) {
    sql.update("UPDATE job_groups SET message = ? WHERE id = ?", message, id);
  }

  /** It has ended; whether it had not before. */
  boolean end(String id, String message, Instant at) {
    return sql.update(
            """
            UPDATE job_groups SET state = 'ENDED', message = ?, ended_at = ?
            WHERE id = ? AND state = 'RUNNING'
            """,
            message,
            at,
            id)
        == 1;
  }

  private GroupRow row(Row row) throws SQLException {
    String until = row.textOrNull("until");
    return new GroupRow(
        row.text("id"),
        row.text("name"),
        row.text("project"),
        row.text("submitter"),
        json.read(row.text("template"), SubmitJob.class),
        row.number("least"),
        row.number("most"),
        until == null ? null : json.read(until, Until.class),
        row.text("state").equals("RUNNING"),
        row.textOrNull("message"),
        row.time("submitted_at"),
        row.timeOrNull("ended_at"));
  }
}
