package io.tacet.scheduler.window;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.contract.rest.PutWindow;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of the start windows, and whose machines and jobs they are. Thread-safe. */
@ApplicationScoped
class WindowStore {

  private static final String SELECT =
      """
      SELECT id, definition, is_open, changes_at, value, points, failures, problem FROM start_windows
      """;
  private static final TypeReference<List<Point>> POINTS = new TypeReference<>() {};

  private final Sql sql;
  private final Json json;

  WindowStore(Sql sql, Json json) {
    this.sql = sql;
    this.json = json;
  }

  /** Adds a window or changes one; a feed is to be read anew. */
  void put(String id, PutWindow window, String user, Instant now) {
    sql.update(
        """
        INSERT INTO start_windows (id, description, definition, made_by, next_read)
        VALUES (?, ?, ?::jsonb, ?, ?)
        ON CONFLICT (id) DO UPDATE SET description = excluded.description,
          definition = excluded.definition, made_by = excluded.made_by,
          next_read = excluded.next_read, points = NULL, value = NULL, failures = 0, problem = NULL
        """,
        id,
        window.description(),
        json.write(window),
        user,
        window.feed() == null ? null : now);
  }

  Optional<WindowRow> find(String id) {
    return sql.first(SELECT + " WHERE id = ?", this::row, id);
  }

  /** Windows by id, after this one. */
  List<WindowRow> list(@Nullable String after, int limit) {
    return sql.query(
        SELECT + " WHERE id > ? ORDER BY id LIMIT ?", this::row, after == null ? "" : after, limit);
  }

  List<WindowRow> all() {
    return sql.query(SELECT + " ORDER BY id", this::row);
  }

  /** Removes a window; false when machines or jobs still have it. */
  boolean remove(String id) {
    return sql.update(
            """
            DELETE FROM start_windows w WHERE id = ?
              AND NOT EXISTS (SELECT 1 FROM machines WHERE start_window = w.id)
              AND NOT EXISTS (SELECT 1 FROM jobs WHERE start_window = w.id AND state = 'QUEUED')
            """,
            id)
        == 1;
  }

  /** Jobs that are over keep nothing of a window that goes. */
  void forgetInJobs(String id) {
    sql.update(
        """
        UPDATE jobs SET start_window = NULL, starts_anyway_at = NULL
        WHERE start_window = ? AND state <> 'QUEUED'
        """,
        id);
  }

  /** Whether it is open, if that is new; what follows for its machines. */
  boolean state(String id, WindowState state) {
    sql.update(
        """
        UPDATE start_windows SET is_open = ?, changes_at = ?, value = ?
        WHERE id = ? AND (is_open, changes_at, value) IS DISTINCT FROM (?, ?, ?)
        """,
        state.open(),
        state.changesAt(),
        state.value(),
        id,
        state.open(),
        state.changesAt(),
        state.value());
    return sql.update(
            "UPDATE machines SET window_closed = ? WHERE start_window = ? AND window_closed = ?",
            !state.open(),
            id,
            state.open())
        > 0;
  }

  /**
   * Takes a window whose feed is to be read, and puts the next reading off.
   *
   * @return empty when there is none
   */
  Optional<WindowRow> claimReading(Instant now, Instant next) {
    return sql.first(
            """
            UPDATE start_windows SET next_read = ? WHERE id = (
              SELECT id FROM start_windows WHERE next_read <= ? ORDER BY next_read LIMIT 1
              FOR NO KEY UPDATE SKIP LOCKED)
            RETURNING id
            """,
            row -> row.text("id"),
            next,
            now)
        .flatMap(this::find);
  }

  /** A feed was read. */
  void read(String id, List<Point> points) {
    sql.update(
        "UPDATE start_windows SET points = ?::jsonb, failures = 0, problem = NULL WHERE id = ?",
        json.write(points),
        id);
  }

  /** A feed could not be read. */
  void unreadable(String id, String problem) {
    sql.update(
        "UPDATE start_windows SET failures = failures + 1, problem = ? WHERE id = ?", problem, id);
  }

  /** A machine's window; null: none. False when there is no such machine. */
  boolean ofMachine(String machine, @Nullable String window) {
    return sql.update(
            """
            UPDATE machines SET start_window = ?,
              window_closed = NOT coalesce((SELECT is_open FROM start_windows WHERE id = ?), true)
            WHERE id = ?
            """,
            window,
            window,
            machine)
        == 1;
  }

  /** Whose window it is. */
  List<String> machines(String id) {
    return sql.query(
        "SELECT id FROM machines WHERE start_window = ? ORDER BY id", row -> row.text("id"), id);
  }

  /** How many jobs wait for it to open. */
  long waiting(String id) {
    return sql.query(
            """
            SELECT count(*) AS n FROM jobs
            WHERE start_window = ? AND state = 'QUEUED' AND window_wait
            """,
            row -> row.longNumber("n"),
            id)
        .get(0);
  }

  private WindowRow row(Row row) throws SQLException {
    String value = row.textOrNull("value");
    String points = row.textOrNull("points");
    return new WindowRow(
        row.text("id"),
        json.read(row.text("definition"), PutWindow.class),
        row.truth("is_open"),
        row.timeOrNull("changes_at"),
        value == null ? null : Double.valueOf(value),
        points == null ? List.of() : json.read(points, POINTS),
        row.number("failures"),
        row.textOrNull("problem"));
  }
}
