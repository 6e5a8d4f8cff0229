package io.tacet.accountant.usage;

import io.tacet.contract.rest.RollupCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The daily sums beside the records they are made of, and the sums of those by month and by
 * machine, which follow them by a trigger. All are changed by the same transactions, so that one
 * statement, which sees one moment, must find no difference. Thread-safe.
 */
@ApplicationScoped
public class Rollup {

  private static final int MOST_SHOWN = 100;

  private static final String COUNTED =
      """
      SELECT day, machine, project, user_id, count(*) AS attempts,
        count(not_charged) AS not_charged, coalesce(sum(cpu_micros), 0)::bigint AS cpu_micros,
        count(energy_microjoules) AS measured,
        coalesce(sum(energy_microjoules), 0) AS energy_microjoules,
        count(*) FILTER (WHERE several_nodes) AS several_nodes,
        coalesce(sum(cpu_micros) FILTER (WHERE several_nodes), 0)::bigint AS several_nodes_micros
      FROM usage_record GROUP BY day, machine, project, user_id
      """;

  private static final String COMPARE =
      """
      SELECT day, machine, project, user_id, k.sums AS kept, c.sums AS counted,
        count(*) OVER () AS looked_at, k.sums IS DISTINCT FROM c.sums AS differs,
        count(*) FILTER (WHERE k.sums IS DISTINCT FROM c.sums) OVER () AS wrong
      FROM (SELECT day, machine, project, user_id, concat_ws(' ', attempts, not_charged,
          cpu_micros, measured, energy_microjoules, several_nodes, several_nodes_micros) AS sums FROM usage_day) k
      FULL JOIN (SELECT day, machine, project, user_id, concat_ws(' ', attempts, not_charged,
          cpu_micros, measured, energy_microjoules, several_nodes, several_nodes_micros) AS sums FROM (%s) AS counted) c
        USING (day, machine, project, user_id)
      ORDER BY k.sums IS DISTINCT FROM c.sums DESC, day, machine, project, user_id LIMIT ?
      """
          .formatted(COUNTED);

  /** The sums of the daily sums beside those; what has come to nothing may be there or not. */
  private static final String COMPARE_COARSE =
      """
      SELECT day, machine, project, user_id, kept, counted, count(*) OVER () AS wrong
      FROM (
        SELECT month AS day, machine, project, user_id,
          'month ' || nullif(concat_ws(' ', m.attempts, m.not_charged, m.cpu_micros,
            m.measured, m.energy_microjoules, m.several_nodes, m.several_nodes_micros), '') AS kept,
          'month ' || nullif(concat_ws(' ', s.attempts, s.not_charged, s.cpu_micros,
            s.measured, s.energy_microjoules, s.several_nodes, s.several_nodes_micros), '') AS counted
        FROM (SELECT * FROM usage_month WHERE attempts <> 0 OR cpu_micros <> 0) m
        FULL JOIN (SELECT date_trunc('month', day)::date AS month, machine, project, user_id, %1$s
          FROM usage_day GROUP BY 1, 2, 3, 4) s USING (month, machine, project, user_id)
        UNION ALL
        SELECT day, machine, '', '',
          'machine ' || nullif(concat_ws(' ', m.attempts, m.not_charged, m.cpu_micros,
            m.measured, m.energy_microjoules, m.several_nodes, m.several_nodes_micros), ''),
          'machine ' || nullif(concat_ws(' ', s.attempts, s.not_charged, s.cpu_micros,
            s.measured, s.energy_microjoules, s.several_nodes, s.several_nodes_micros), '')
        FROM (SELECT * FROM usage_machine_day WHERE attempts <> 0 OR cpu_micros <> 0) m
        FULL JOIN (SELECT day, machine, %1$s FROM usage_day GROUP BY 1, 2) s USING (day, machine)
      ) AS compared
      WHERE kept IS DISTINCT FROM counted ORDER BY day, machine, project, user_id LIMIT ?
      """
          .formatted(
              "sum(attempts) AS attempts, sum(not_charged) AS not_charged, sum(cpu_micros) AS"
                  + " cpu_micros, sum(measured) AS measured, sum(energy_microjoules) AS"
                  + " energy_microjoules, sum(several_nodes) AS several_nodes,"
                  + " sum(several_nodes_micros) AS several_nodes_micros");

  /** Readers go on with the old sums; writers wait. */
  private static final String LOCK =
      "LOCK TABLE usage_record, usage_day, usage_month, usage_machine_day"
          + " IN SHARE ROW EXCLUSIVE MODE";

  private static final String FILL =
      """
      INSERT INTO usage_day (day, machine, project, user_id, attempts, not_charged, cpu_micros,
        measured, energy_microjoules, several_nodes, several_nodes_micros)
      """
          + COUNTED;

  /** Compares; changes nothing. */
  public RollupCheck verify(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COMPARE)) {
      statement.setInt(1, MOST_SHOWN);
      long rows = 0;
      long wrong = 0;
      List<RollupCheck.Difference> differences = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows = row.getLong("looked_at");
          wrong = row.getLong("wrong");
          if (row.getBoolean("differs")) {
            differences.add(difference(row));
          }
        }
      }
      return new RollupCheck(rows, wrong + coarse(connection, differences), differences);
    }
  }

  private static long coarse(Connection connection, List<RollupCheck.Difference> differences)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COMPARE_COARSE)) {
      statement.setInt(1, MOST_SHOWN);
      long wrong = 0;
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          wrong = row.getLong("wrong");
          differences.add(difference(row));
        }
      }
      return wrong;
    }
  }

  /**
   * Makes all daily sums anew from the records.
   *
   * @return what {@link #verify} had found before
   */
  public RollupCheck rebuild(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(LOCK);
      RollupCheck before = verify(connection);
      statement.execute("DELETE FROM usage_day");
      statement.execute("DELETE FROM usage_month");
      statement.execute("DELETE FROM usage_machine_day");
      statement.execute(FILL);
      return before;
    }
  }

  private static RollupCheck.Difference difference(ResultSet row) throws SQLException {
    return new RollupCheck.Difference(
        row.getObject("day", LocalDate.class),
        row.getString("machine"),
        row.getString("project"),
        row.getString("user_id"),
        orNothing(row.getString("kept")),
        orNothing(row.getString("counted")));
  }

  private static String orNothing(@org.jspecify.annotations.Nullable String sums) {
    return sums == null ? "nothing" : sums;
  }
}
