package io.tacet.accountant.series;

import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.accountant.chore.Chore;
import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes old chunks coarser and deletes the oldest, some in each transaction; chunks another
 * accountant is at are passed over. A bucket has the mean, least, greatest and number of its
 * samples; buckets are made into wider ones exactly as their samples would have been.
 */
@ApplicationScoped
class Ageing implements Chore {

  private static final String LEVELS =
      """
      WITH RECURSIVE level (width) AS (
        SELECT min(resolution_micros) FROM metric_series
        UNION ALL
        SELECT (SELECT min(s.resolution_micros) FROM metric_series s
          WHERE s.resolution_micros > level.width)
        FROM level WHERE level.width IS NOT NULL
      ) SELECT width FROM level WHERE width < ?
      """;

  private static final String COARSEN =
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM metric_series WHERE resolution_micros = ? AND ended_at < ?
        ORDER BY ended_at LIMIT ? FOR UPDATE SKIP LOCKED
      ), bucket AS (
        SELECT s.id, x.at - x.at % ? AS at, sum(x.value * x.count) / sum(x.count) AS value,
          min(x.minimum) AS minimum, max(x.maximum) AS maximum, sum(x.count)::bigint AS count
        FROM due JOIN metric_series s USING (id)
        CROSS JOIN LATERAL unnest(s.offsets_micros, s.sample_values,
          coalesce(s.minimums, s.sample_values), coalesce(s.maximums, s.sample_values),
          coalesce(s.counts, array_fill(1::bigint, ARRAY[s.samples])))
          AS x (at, value, minimum, maximum, count)
        GROUP BY 1, 2
      ), made AS (
        SELECT id, count(*)::integer AS samples, array_agg(at ORDER BY at) AS offsets,
          array_agg(value ORDER BY at) AS sample_values, array_agg(minimum ORDER BY at) AS minimums,
          array_agg(maximum ORDER BY at) AS maximums, array_agg(count ORDER BY at) AS counts
        FROM bucket GROUP BY id
      )
      UPDATE metric_series s SET resolution_micros = ?, samples = coalesce(m.samples, 0),
        offsets_micros = coalesce(m.offsets, '{}'), sample_values = coalesce(m.sample_values, '{}'),
        minimums = coalesce(m.minimums, '{}'), maximums = coalesce(m.maximums, '{}'),
        counts = coalesce(m.counts, '{}')
      FROM due LEFT JOIN made m USING (id) WHERE s.id = due.id
      """;

  private static final String DELETE =
      """
      DELETE FROM metric_series WHERE id IN (
        SELECT id FROM metric_series WHERE ended_at < ? ORDER BY ended_at LIMIT ?
        FOR UPDATE SKIP LOCKED)
      """;

  private final Transactions transactions;
  private final SeriesSettings settings;
  private final InstantSource clock;
  private final MeterRegistry metrics;

  Ageing(
      Transactions transactions,
      SeriesSettings settings,
      InstantSource clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.settings = settings;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return "series-ageing";
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public boolean look() throws SQLException {
    Instant now = clock.instant();
    int deleted = transactions.run(connection -> delete(connection, now.minus(settings.keep())));
    int coarsened =
        coarsen(settings.coarser(), now.minus(settings.coarserAfter()))
            + coarsen(settings.coarse(), now.minus(settings.coarseAfter()));
    metrics.counter("tacet.series.deleted").increment(deleted);
    metrics.counter("tacet.series.coarsened").increment(coarsened);
    return deleted >= settings.step() || coarsened >= settings.step();
  }

  private int coarsen(Duration bucket, Instant before) throws SQLException {
    long width = bucket.toNanos() / 1000;
    int done = 0;
    for (long level : transactions.run(connection -> levels(connection, width))) {
      done += transactions.run(connection -> coarsen(connection, level, width, before));
    }
    return done;
  }

  private static List<Long> levels(Connection connection, long width) throws SQLException {
    List<Long> levels = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(LEVELS)) {
      statement.setLong(1, width);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          levels.add(row.getLong(1));
        }
      }
    }
    return levels;
  }

  private int coarsen(Connection connection, long level, long width, Instant before)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COARSEN)) {
      statement.setLong(1, level);
      statement.setObject(2, before.atOffset(ZoneOffset.UTC));
      statement.setInt(3, settings.step());
      statement.setLong(4, width);
      statement.setLong(5, width);
      return statement.executeUpdate();
    }
  }

  private int delete(Connection connection, Instant before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setObject(1, before.atOffset(ZoneOffset.UTC));
      statement.setInt(2, settings.step());
      return statement.executeUpdate();
    }
  }
}
