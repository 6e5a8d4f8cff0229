package io.tacet.accountant.series;

import io.tacet.contract.rest.SeriesView;
import io.tacet.problem.FieldErrors;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at series through buckets of one width, so that an answer has a bounded size whatever was
 * sampled. Thread-safe.
 */
@ApplicationScoped
class SeriesBuckets {

  private static final int MOST_SERIES = 1000;
  private static final long MOST_POINTS = 200_000;
  private static final long MOST_SAMPLES = 20_000_000;
  private static final int FEWEST_UNASKED = 200;
  private static final int MOST_UNASKED = 1000;
  private static final long ALL_UNASKED = 60_000;

  private static final String EXTENT =
      """
      SELECT min(s.started_at), max(s.ended_at), coalesce(sum(s.samples), 0),
        count(DISTINCT (s.machine, s.job_id, s.attempt, s.phase, s.repeat, s.metric, s.detail))
      FROM metric_series s WHERE %s
      """;

  private static final String BUCKETS =
      """
      SELECT s.machine, s.job_id, s.attempt, s.phase, s.repeat, s.metric, s.detail, s.unit,
        (s.start + x.at) / ? AS bucket, min(coalesce(x.minimum, x.value)) AS minimum,
        sum(x.value * coalesce(x.count, 1)) / sum(coalesce(x.count, 1)) AS mean,
        max(coalesce(x.maximum, x.value)) AS maximum, sum(coalesce(x.count, 1))::bigint AS count
      FROM (
        SELECT *, (extract(epoch FROM s.started_at - ?::timestamptz) * 1000000)::bigint AS start
        FROM metric_series s WHERE %s
      ) AS s
      CROSS JOIN LATERAL unnest(s.offsets_micros, s.sample_values, s.minimums, s.maximums, s.counts)
        AS x (at, value, minimum, maximum, count)
      WHERE s.start + x.at >= 0 AND s.start + x.at <= ?
      GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
      ORDER BY 1, 2, 3, 5, 4, 6, 7, 8, 9
      """;

  /**
   * Answers.
   *
   * @param points buckets at most per series; null: as many as a picture of all shows, 200 to 1000
   * @throws io.tacet.problem.ProblemException 400 when it would be too much
   */
  SeriesView view(Connection connection, SeriesQuery query, @Nullable Integer points)
      throws SQLException {
    Extent extent = extent(connection, query);
    Instant from = query.from() == null ? extent.from() : query.from();
    Instant until = query.until() == null ? extent.until() : query.until();
    if (extent.series() == 0 || until.isBefore(from)) {
      return new SeriesView(from, 0, List.of());
    }
    int most = points == null ? fitting(extent) : points;
    refuse(extent, most);
    long length = Math.max(0, Duration.between(from, until).toNanos() / 1000);
    long width = length / most + 1;
    List<SeriesView.Line> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(BUCKETS.formatted(query.where()))) {
      statement.setLong(1, width);
      statement.setObject(2, from.atOffset(ZoneOffset.UTC));
      int next = query.set(statement, 3);
      statement.setLong(next, length);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          add(lines, row, width);
        }
      }
    }
    return new SeriesView(from, width, lines);
  }

  private static Extent extent(Connection connection, SeriesQuery query) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(EXTENT.formatted(query.where()))) {
      query.set(statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        OffsetDateTime from = row.getObject(1, OffsetDateTime.class);
        OffsetDateTime until = row.getObject(2, OffsetDateTime.class);
        return new Extent(
            from == null ? Instant.EPOCH : from.toInstant(),
            until == null ? Instant.EPOCH : until.toInstant(),
            row.getLong(3),
            row.getLong(4));
      }
    }
  }

  private static int fitting(Extent extent) {
    return (int) Math.min(MOST_UNASKED, Math.max(FEWEST_UNASKED, ALL_UNASKED / extent.series()));
  }

  private static void refuse(Extent extent, int points) {
    FieldErrors fields = new FieldErrors();
    if (extent.series() > MOST_SERIES || extent.series() * points > MOST_POINTS) {
      fields.add(
          "points",
          extent.series()
              + " series of "
              + points
              + " points are more than "
              + MOST_POINTS
              + " points or "
              + MOST_SERIES
              + " series; ask for fewer, or name metric or phase");
    } else if (extent.samples() > MOST_SAMPLES) {
      fields.add(
          "from",
          extent.samples()
              + " samples are too many to look through; name metric or phase, or a shorter time");
    }
    fields.throwIfAny();
  }

  private static void add(List<SeriesView.Line> lines, ResultSet row, long width)
      throws SQLException {
    SeriesView.Line next =
        new SeriesView.Line(
            row.getString("machine"),
            row.getString("job_id"),
            row.getObject("attempt", Integer.class),
            row.getString("phase"),
            row.getInt("repeat"),
            row.getString("metric"),
            row.getString("detail"),
            row.getString("unit"),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    SeriesView.Line line = lines.isEmpty() ? next : lines.get(lines.size() - 1);
    if (lines.isEmpty() || !isSame(line, next)) {
      lines.add(next);
      line = next;
    }
    line.offsetsMicros().add(row.getLong("bucket") * width);
    line.min().add(row.getDouble("minimum"));
    line.mean().add(row.getDouble("mean"));
    line.max().add(row.getDouble("maximum"));
    line.count().add(row.getLong("count"));
  }

  private static boolean isSame(SeriesView.Line one, SeriesView.Line other) {
    return one.machine().equals(other.machine())
        && java.util.Objects.equals(one.phase(), other.phase())
        && one.repeat() == other.repeat()
        && one.metric().equals(other.metric())
        && java.util.Objects.equals(one.detail(), other.detail())
        && one.unit().equals(other.unit());
  }

  /** How much there is. */
  private record Extent(Instant from, Instant until, long samples, long series) {}
}
