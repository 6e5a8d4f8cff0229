package io.tacet.accountant.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.TreeSet;

/**
 * The energy of an attempt, from the statistics of its phases: what a meter of the whole machine
 * counted ({@code …_machine}; of several the largest), else the sum of the components ({@code
 * …_component}), but not of a package's cores and uncore, which are in the package's. Results and
 * outcome travel on two topics; whichever comes second settles it, in its own transaction, and
 * raises the daily sum by the difference. Thread-safe.
 */
@ApplicationScoped
public class EnergyOfAttempts {

  /**
   * Job by job, because a plan for all of them at once that was made while the tables were empty
   * would read all there is for each batch. OFFSET keeps it from being made one.
   */
  private static final String SETTLE =
      """
      WITH metric AS (
        SELECT job_id, order_id, metric, sum(energy_microjoules) AS energy
        FROM unnest(?::text[]) AS job (id) CROSS JOIN LATERAL (
          SELECT * FROM phase_statistics s
          WHERE s.job_id = job.id AND order_id IS NOT NULL AND energy_microjoules IS NOT NULL
            AND metric NOT LIKE 'cpu\\_cores\\_%' AND metric NOT LIKE 'cpu\\_uncore\\_%'
          OFFSET 0) s
        GROUP BY job_id, order_id, metric
      ), measured AS (
        SELECT usage_record_id('tacet', '', job_id || '/' || order_id, 0) AS record_id,
          coalesce(max(energy) FILTER (WHERE metric LIKE '%\\_machine'),
            sum(energy) FILTER (WHERE metric LIKE '%\\_component')) AS energy
        FROM metric GROUP BY job_id, order_id
      ), before AS (
        SELECT u.record_id, u.energy_microjoules, m.energy
        FROM usage_record u JOIN measured m USING (record_id)
        WHERE m.energy >= 0
          AND u.energy_microjoules IS DISTINCT FROM m.energy
        ORDER BY u.record_id FOR UPDATE OF u
      ), settled AS (
        UPDATE usage_record u SET energy_microjoules = b.energy
        FROM before b WHERE u.record_id = b.record_id
        RETURNING u.day, u.machine, u.project, u.user_id,
          (b.energy_microjoules IS NULL)::integer AS more,
          b.energy - coalesce(b.energy_microjoules, 0) AS difference
      ), raise AS (
        SELECT day, machine, project, user_id, sum(more) AS more, sum(difference) AS difference
        FROM settled GROUP BY day, machine, project, user_id
      )
      UPDATE usage_day d SET measured = d.measured + r.more,
        energy_microjoules = d.energy_microjoules + r.difference
      FROM raise r WHERE d.day = r.day AND d.machine = r.machine AND d.project = r.project
        AND d.user_id = r.user_id
      """;

  /** Settles what can be settled of some jobs. */
  public void settle(Connection connection, Collection<String> jobs) throws SQLException {
    if (jobs.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      Object[] ids = new TreeSet<>(jobs).toArray();
      statement.setArray(1, connection.createArrayOf("text", ids));
      statement.executeUpdate();
    }
  }
}
