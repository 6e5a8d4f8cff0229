package io.tacet.scheduler.live;

import io.tacet.contract.rest.JobEvent;
import io.tacet.contract.rest.LiveJob;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;

/** The history of all jobs, by position. Thread-safe. */
@ApplicationScoped
class History {

  private static final String SELECT =
      """
      SELECT e.position, e.job_id, e.occurred_at, e.state, e.attempt, e.order_id, e.message,
             e.ignored_because, coalesce(e.machine, j.machine) AS machine, j.name, j.project,
             j.submitter
      FROM job_events e JOIN jobs j ON j.id = e.job_id
      """;

  private final Sql sql;

  History(Sql sql) {
    this.sql = sql;
  }

  /** The highest position there is; 0: none. */
  long end() {
    return sql.query(
            "SELECT coalesce(max(position), 0) AS last FROM job_events",
            row -> row.longNumber("last"))
        .get(0);
  }

  /** What comes after a position, ascending, applied or not. */
  List<LiveJob> after(long position, int limit) {
    return sql.query(
        SELECT + " WHERE e.position > ? ORDER BY e.position LIMIT ?",
        History::event,
        position,
        limit);
  }

  /** What is between two positions, both included, applied or not. */
  List<LiveJob> between(long from, long to) {
    return sql.query(
        SELECT + " WHERE e.position BETWEEN ? AND ? ORDER BY e.position", History::event, from, to);
  }

  /** What a filter takes and was applied, after one position and up to another, ascending. */
  List<LiveJob> after(long position, long upTo, LiveFilter filter, int limit) {
    return sql.query(
        SELECT
            + """
             WHERE e.position > ? AND e.position <= ? AND e.ignored_because IS NULL
              AND (?::text IS NULL OR e.job_id = ?) AND (?::text IS NULL OR j.project = ?)
              AND (?::text IS NULL OR coalesce(e.machine, j.machine) = ?)
              AND (?::text IS NULL OR j.submitter = ?)
            ORDER BY e.position LIMIT ?
            """,
        History::event,
        position,
        upTo,
        filter.job(),
        filter.job(),
        filter.project(),
        filter.project(),
        filter.machine(),
        filter.machine(),
        filter.submitter(),
        filter.submitter(),
        limit);
  }

  /** All transactions numbered below this are over. */
  long allOverBelow() {
    return snapshot("xmin");
  }

  /** No transaction that has begun to write is numbered from here on. */
  long noneFrom() {
    return snapshot("xmax");
  }

  private long snapshot(String bound) {
    return sql.query(
            "SELECT pg_snapshot_" + bound + "(pg_current_snapshot())::text::bigint AS bound",
            row -> row.longNumber("bound"))
        .get(0);
  }

  private static LiveJob event(Row row) throws SQLException {
    String ignored = row.textOrNull("ignored_because");
    return new LiveJob(
        row.longNumber("position"),
        row.text("job_id"),
        row.text("name"),
        row.text("project"),
        row.text("submitter"),
        row.textOrNull("machine"),
        new JobEvent(
            row.time("occurred_at"),
            row.text("state"),
            row.number("attempt"),
            row.textOrNull("order_id"),
            row.textOrNull("machine"),
            row.textOrNull("message"),
            ignored == null,
            ignored));
  }
}
