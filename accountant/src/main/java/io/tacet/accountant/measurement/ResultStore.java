package io.tacet.accountant.measurement;

import io.tacet.accountant.classification.PhaseUses;
import io.tacet.accountant.usage.BookingTurn;
import io.tacet.accountant.usage.EnergyOfAttempts;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.schema.MetricStatistics;
import io.tacet.schema.PhaseResults;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Keeps the statistics of each phase. Thread-safe. */
@ApplicationScoped
class ResultStore implements EventStore<PhaseResults> {

  private static final String ADD =
      """
      INSERT INTO phase_statistics (event_id, position, job_id, attempt, chunk, phase, repeat,
        metric, detail, unit, count, sum, min, max, mean, standard_deviation, energy_microjoules,
        mean_power_milliwatts, order_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private final EnergyOfAttempts energy;
  private final PhaseUses uses;

  ResultStore(EnergyOfAttempts energy, PhaseUses uses) {
    this.energy = energy;
    this.uses = uses;
  }

  @Override
  public String topic(Topics topics) {
    return topics.results();
  }

  @Override
  public Class<PhaseResults> type() {
    return PhaseResults.class;
  }

  @Override
  public void store(Connection connection, List<Received<PhaseResults>> events)
      throws SQLException {
    BookingTurn.take(connection);
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      for (Received<PhaseResults> received : events) {
        add(statement, received.require());
      }
      statement.executeBatch();
    }
    List<String> jobs = events.stream().map(received -> received.require().getJobId()).toList();
    energy.settle(connection, jobs);
    uses.settle(connection, jobs);
  }

  private static void add(PreparedStatement statement, PhaseResults results) throws SQLException {
    List<MetricStatistics> all = results.getStatistics();
    for (int position = 0; position < all.size(); position++) {
      MetricStatistics one = all.get(position);
      statement.setString(1, results.getEventId());
      statement.setInt(2, position);
      statement.setString(3, results.getJobId());
      statement.setInt(4, results.getAttempt());
      statement.setInt(5, results.getChunk());
      statement.setString(6, one.getPhase());
      statement.setInt(7, one.getRepeat());
      statement.setString(8, one.getMetric());
      statement.setString(9, one.getDetail());
      statement.setString(10, one.getUnit());
      statement.setLong(11, one.getCount());
      statement.setDouble(12, one.getSum());
      statement.setDouble(13, one.getMin());
      statement.setDouble(14, one.getMax());
      statement.setDouble(15, one.getMean());
      statement.setObject(16, one.getStandardDeviation(), java.sql.Types.DOUBLE);
      statement.setObject(17, one.getEnergyMicrojoules(), java.sql.Types.BIGINT);
      statement.setObject(18, one.getMeanPowerMilliwatts(), java.sql.Types.DOUBLE);
      statement.setString(19, results.getOrderId());
      statement.addBatch();
    }
  }
}
