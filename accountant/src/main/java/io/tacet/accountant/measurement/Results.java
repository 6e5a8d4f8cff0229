package io.tacet.accountant.measurement;

import io.tacet.contract.rest.PhaseStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads statistics back, in the order in which they were reported. Thread-safe. */
@ApplicationScoped
public class Results {

  private static final String OF =
      """
      SELECT attempt, phase, repeat, metric, detail, unit, count, sum, min, max, mean,
        standard_deviation, energy_microjoules, mean_power_milliwatts
      FROM phase_statistics
      WHERE job_id = ?
        AND attempt = coalesce(?, (SELECT max(attempt) FROM phase_statistics WHERE job_id = ?))
      ORDER BY chunk, position
      """;

  /** Of one attempt; null: the last one that has any. */
  public List<PhaseStatistics> of(Connection connection, String job, @Nullable Integer attempt)
      throws SQLException {
    List<PhaseStatistics> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OF)) {
      statement.setString(1, job);
      statement.setObject(2, attempt, java.sql.Types.INTEGER);
      statement.setString(3, job);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(statistics(rows));
        }
      }
    }
    return all;
  }

  private static PhaseStatistics statistics(ResultSet row) throws SQLException {
    return new PhaseStatistics(
        row.getInt("attempt"),
        row.getString("phase"),
        row.getInt("repeat"),
        row.getString("metric"),
        row.getString("detail"),
        row.getString("unit"),
        row.getLong("count"),
        row.getDouble("sum"),
        row.getDouble("min"),
        row.getDouble("max"),
        row.getDouble("mean"),
        row.getObject("standard_deviation", Double.class),
        row.getObject("energy_microjoules", Long.class),
        row.getObject("mean_power_milliwatts", Double.class));
  }
}
