package io.tacet.accountant.measurement;

import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Series;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads samples back, chunk by chunk in the order in which they were reported. A page holds as many
 * chunks as start below a number of samples, so that its size is bounded whatever the chunks are.
 * Thread-safe.
 */
@ApplicationScoped
class SeriesPages {

  /** A page ends with the chunk that passes this many samples. */
  static final int SAMPLES = 50_000;

  private static final int CHUNKS = 1000;

  private static final String PAGE =
      """
      WITH found AS (
        SELECT id, sum(samples) OVER (ORDER BY id) - samples AS before
        FROM (
          SELECT id, samples FROM metric_series
          WHERE job_id = ?
            AND attempt = coalesce(?, (SELECT max(attempt) FROM metric_series WHERE job_id = ?))
            AND (?::text IS NULL OR phase = ?) AND (?::text IS NULL OR metric = ?) AND id > ?
          ORDER BY id LIMIT ?
        ) AS next
      )
      SELECT s.id, s.attempt, s.phase, s.repeat, s.metric, s.detail, s.unit, s.started_at,
        s.offsets_micros, s.sample_values,
        (SELECT max(f.id) FROM found f) AS last_found, (SELECT count(*) FROM found f) AS count_found
      FROM metric_series s JOIN found ON found.id = s.id
      WHERE found.before < ?
      ORDER BY s.id
      """;

  Page<Series> page(Connection connection, SeriesQuery query) throws SQLException {
    List<Series> items = new ArrayList<>();
    String next = null;
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      set(statement, query);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          items.add(series(rows));
          boolean more =
              rows.getLong("id") < rows.getLong("last_found")
                  || rows.getLong("count_found") == CHUNKS;
          next = more ? Long.toString(rows.getLong("id")) : null;
        }
      }
    }
    return new Page<>(items, next);
  }

  private static void set(PreparedStatement statement, SeriesQuery query) throws SQLException {
    statement.setString(1, query.job());
    statement.setObject(2, query.attempt(), Types.INTEGER);
    statement.setString(3, query.job());
    statement.setString(4, query.phase());
    statement.setString(5, query.phase());
    statement.setString(6, query.metric());
    statement.setString(7, query.metric());
    statement.setLong(8, query.after());
    statement.setInt(9, CHUNKS);
    statement.setLong(10, SAMPLES);
  }

  private static Series series(ResultSet row) throws SQLException {
    return new Series(
        row.getInt("attempt"),
        row.getString("phase"),
        row.getInt("repeat"),
        row.getString("metric"),
        row.getString("detail"),
        row.getString("unit"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        List.of((Long[]) row.getArray("offsets_micros").getArray()),
        List.of((Double[]) row.getArray("sample_values").getArray()));
  }

  /**
   * What is asked for.
   *
   * @param attempt null: the last one that has any
   * @param after id of the last chunk seen; 0 at first
   */
  record SeriesQuery(
      String job,
      @Nullable Integer attempt,
      @Nullable String phase,
      @Nullable String metric,
      long after) {}
}
