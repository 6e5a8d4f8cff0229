package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every schedule has fired. Thread-safe. */
@ApplicationScoped
class FiringStore {

  private static final String SELECT =
      """
      SELECT position, due_at, fired_at, outcome, message, commit_id, tag, job_id, group_id
      FROM schedule_firings
      """;

  private final Sql sql;

  FiringStore(Sql sql) {
    this.sql = sql;
  }

  /**
   * Puts a firing in.
   *
   * @param key what makes it fire once
   * @return false when the schedule has fired for this before
   */
  boolean insert(String schedule, String key, Firing firing) {
    return sql.update(
            """
            INSERT INTO schedule_firings (schedule_id, due_key, due_at, fired_at, outcome, message,
                                          commit_id, tag, job_id, group_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (schedule_id, due_key) DO NOTHING
            """,
            schedule,
            key,
            firing.dueAt(),
            firing.firedAt(),
            firing.outcome(),
            firing.message(),
            firing.commit(),
            firing.tag(),
            firing.job(),
            firing.group())
        == 1;
  }

  /** Whether it has fired for this before. */
  boolean has(String schedule, String key) {
    return find(schedule, key).isPresent();
  }

  /** Firings before a position, newest first. */
  List<Entry> list(String schedule, @Nullable Long before, int limit) {
    return sql.query(
        SELECT
            + """
             WHERE schedule_id = ? AND (?::bigint IS NULL OR position < ?)
            ORDER BY position DESC LIMIT ?
            """,
        FiringStore::entry,
        schedule,
        before,
        before,
        limit);
  }

  /** The firing for this. */
  Optional<Firing> find(String schedule, String key) {
    return sql.first(
            SELECT + " WHERE schedule_id = ? AND due_key = ?", FiringStore::entry, schedule, key)
        .map(Entry::firing);
  }

  /** The last firing. */
  Optional<Firing> last(String schedule) {
    return list(schedule, null, 1).stream().map(Entry::firing).findFirst();
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.longNumber("position"),
        new Firing(
            row.time("due_at"),
            row.time("fired_at"),
            row.text("outcome"),
            row.textOrNull("message"),
            row.textOrNull("commit_id"),
            row.textOrNull("tag"),
            row.textOrNull("job_id"),
            row.textOrNull("group_id")));
  }

  /** A firing and its place in the history. Immutable. */
  record Entry(long position, Firing firing) {}
}
