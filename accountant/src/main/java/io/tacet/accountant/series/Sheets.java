package io.tacet.accountant.series;

import io.tacet.accountant.measurement.Results;
import io.tacet.accountant.series.page.Sheet;
import io.tacet.accountant.usage.Jobs;
import io.tacet.contract.rest.PhaseStatistics;
import io.tacet.contract.rest.SeriesView;
import io.tacet.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what a page of series shows. Thread-safe. */
@ApplicationScoped
class Sheets {

  private static final String PHASES =
      """
      SELECT s.phase, s.repeat, min(s.started_at) AS begin,
        max(s.ended_at + s.resolution_micros * interval '1 microsecond') AS until
      FROM metric_series s WHERE %s AND s.phase IS NOT NULL
      GROUP BY 1, 2 ORDER BY 3, 4, 1, 2
      """;

  private final SeriesBuckets buckets;
  private final Results results;
  private final InstantSource clock;

  Sheets(SeriesBuckets buckets, Results results, InstantSource clock) {
    this.buckets = buckets;
    this.results = results;
    this.clock = clock;
  }

  /**
   * All of it.
   *
   * @param points buckets at most per series; null: as many as a picture shows
   * @param owner of the job; null: of an idle machine
   * @throws ProblemException 400 when it would be too much, 404 when there is nothing
   */
  Sheet make(
      Connection connection,
      SeriesQuery query,
      @Nullable Integer points,
      Jobs.@Nullable Owner owner,
      ZoneId zone)
      throws SQLException {
    SeriesView view = buckets.view(connection, query, points);
    String job = query.job();
    Integer attempt = attempt(query, view);
    List<PhaseStatistics> statistics =
        job == null
            ? List.of()
            : results.of(connection, job, attempt).stream()
                .filter(one -> fits(query.phase(), one.phase()))
                .filter(one -> fits(query.metric(), one.metric()))
                .toList();
    if (view.series().isEmpty() && statistics.isEmpty()) {
      throw ProblemException.notFound(nothing(query));
    }
    return new Sheet(
        job,
        attempt != null || statistics.isEmpty()
            ? attempt
            : Integer.valueOf(statistics.get(0).attempt()),
        query.machine(),
        owner == null ? null : owner.project(),
        owner == null ? null : owner.submitter(),
        view,
        phases(connection, query),
        statistics,
        zone,
        clock.instant());
  }

  /** The statistics are of the attempt the series are of. */
  private static @Nullable Integer attempt(SeriesQuery query, SeriesView view) {
    if (query.attempt() != null || view.series().isEmpty()) {
      return query.attempt();
    }
    return view.series().get(0).attempt();
  }

  private static boolean fits(@Nullable String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static String nothing(SeriesQuery query) {
    boolean narrowed =
        query.phase() != null
            || query.metric() != null
            || query.attempt() != null
            || query.from() != null
            || query.until() != null
            || (query.job() != null && query.machine() != null);
    return (query.job() == null
            ? "Nothing that machine '" + query.machine() + "' told while idle is kept"
            : "Nothing that was sampled in job '" + query.job() + "' is kept")
        + (narrowed ? " and fits what was asked; leave away a parameter" : "");
  }

  private static List<Sheet.Phase> phases(Connection connection, SeriesQuery query)
      throws SQLException {
    List<Sheet.Phase> phases = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(PHASES.formatted(query.where()))) {
      query.set(statement, 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          phases.add(
              new Sheet.Phase(
                  row.getString("phase"),
                  row.getInt("repeat"),
                  moment(row, "begin"),
                  moment(row, "until")));
        }
      }
    }
    return phases;
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
