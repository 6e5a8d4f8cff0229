package io.tacet.accountant.series;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which chunks are looked at. Immutable.
 *
 * @param job null: those of no job, of an idle machine
 * @param attempt null: the last one that has samples
 * @param machine null: any, of a job
 * @param from first moment; null: the first there is
 * @param until last moment; null: the last there is
 */
record SeriesQuery(
    @Nullable String job,
    @Nullable Integer attempt,
    @Nullable String machine,
    @Nullable String phase,
    @Nullable String metric,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** The condition on rows {@code s}; its values are {@link #values}. */
  String where() {
    List<String> conditions = new ArrayList<>();
    conditions.add(job == null ? "s.job_id IS NULL" : "s.job_id = ?");
    if (attempt != null) {
      conditions.add("s.attempt = ?");
    } else if (job != null) {
      conditions.add("s.attempt = (SELECT max(attempt) FROM metric_series WHERE job_id = ?)");
    }
    equal(conditions, "machine", machine);
    equal(conditions, "phase", phase);
    equal(conditions, "metric", metric);
    if (from != null) {
      conditions.add("s.ended_at >= ?");
    }
    if (until != null) {
      conditions.add("s.started_at <= ?");
    }
    return String.join(" AND ", conditions);
  }

  /**
   * Sets the values.
   *
   * @return the next index
   */
  int set(PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (Object value : values()) {
      statement.setObject(index++, value);
    }
    return index;
  }

  private List<Object> values() {
    List<Object> values = new ArrayList<>();
    add(values, job);
    add(values, attempt != null ? attempt : job);
    add(values, machine);
    add(values, phase);
    add(values, metric);
    add(values, from == null ? null : from.atOffset(ZoneOffset.UTC));
    add(values, until == null ? null : until.atOffset(ZoneOffset.UTC));
    return values;
  }

  private static void equal(List<String> conditions, String column, @Nullable String value) {
    if (value != null) {
      conditions.add("s." + column + " = ?");
    }
  }

  private static void add(List<Object> values, @Nullable Object value) {
    if (value != null) {
      values.add(value);
    }
  }
}
