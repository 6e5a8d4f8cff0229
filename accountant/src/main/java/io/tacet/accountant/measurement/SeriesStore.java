package io.tacet.accountant.measurement;

import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.schema.MetricSeries;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Keeps the samples, one row of arrays per chunk, a batch of chunks per round trip. Thread-safe.
 */
@ApplicationScoped
class SeriesStore implements EventStore<MetricSeries> {

  private static final String ADD =
      """
      INSERT INTO metric_series (event_id, machine, job_id, attempt, order_id, phase, repeat, metric,
        detail, unit, chunk, started_at, samples, offsets_micros, sample_values, ended_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (event_id) DO NOTHING
      """;

  @Override
  public String topic(Topics topics) {
    return topics.metrics();
  }

  @Override
  public Class<MetricSeries> type() {
    return MetricSeries.class;
  }

  @Override
  public void store(Connection connection, List<Received<MetricSeries>> events)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Received<MetricSeries> received : events) {
        add(statement, received.require());
      }
      statement.executeBatch();
    }
  }

  private static void add(PreparedStatement statement, MetricSeries series) throws SQLException {
    long[] offsets = series.getOffsetsMicros().stream().mapToLong(Long::longValue).toArray();
    double[] values = series.getValues().stream().mapToDouble(Double::doubleValue).toArray();
    statement.setString(1, series.getEventId());
    statement.setString(2, series.getMachine());
    statement.setString(3, series.getJobId());
    statement.setObject(4, series.getAttempt(), Types.INTEGER);
    statement.setString(5, series.getOrderId());
    statement.setString(6, series.getPhase());
    statement.setInt(7, series.getRepeat());
    statement.setString(8, series.getMetric());
    statement.setString(9, series.getDetail());
    statement.setString(10, series.getUnit());
    statement.setInt(11, series.getChunk());
    statement.setObject(12, series.getStartedAt().atOffset(ZoneOffset.UTC));
    statement.setInt(13, values.length);
    statement.setObject(14, offsets);
    statement.setObject(15, values);
    long last = offsets.length == 0 ? 0 : offsets[offsets.length - 1];
    statement.setObject(
        16, series.getStartedAt().plus(last, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    statement.addBatch();
  }
}
