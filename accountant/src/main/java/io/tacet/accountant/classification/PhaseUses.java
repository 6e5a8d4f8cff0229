package io.tacet.accountant.classification;

import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Span;
import io.tacet.contract.rest.WorkLoad;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what phases asked of their machines, and reads it back. Thread-safe. */
@ApplicationScoped
public class PhaseUses {

  /**
   * Job by job: a plan for all of them at once is made while the tables are empty, kept, and reads
   * all there is for each batch. OFFSET keeps it from being made one.
   */
  private static final String SETTLE =
      """
      INSERT INTO phase_use
      SELECT l.* FROM (SELECT DISTINCT unnest(?::text[]) AS id) job
      CROSS JOIN LATERAL (SELECT * FROM phase_load p WHERE p.job_id = job.id OFFSET 0) l
      ORDER BY job_id, attempt, order_id, phase, repeat
      ON CONFLICT (job_id, attempt, order_id, phase, repeat) DO UPDATE SET
        micros = excluded.micros, cpu_share = excluded.cpu_share,
        memory_share = excluded.memory_share, memory_stall = excluded.memory_stall,
        disk_bytes_per_second = excluded.disk_bytes_per_second, disk_stall = excluded.disk_stall,
        network_bytes_per_second = excluded.network_bytes_per_second
      """;

  private static final String OF_JOB =
      """
      SELECT p.*, '' AS project FROM phase_use p
      WHERE job_id = ?
        AND attempt = coalesce(?, (SELECT max(attempt) FROM phase_use WHERE job_id = ?))
      ORDER BY (SELECT min((s.chunk, s.position)::text) FROM phase_statistics s
        WHERE s.job_id = p.job_id AND s.attempt = p.attempt AND s.phase = p.phase
          AND s.repeat = p.repeat), repeat, phase
      """;

  private static final String OF_DAYS =
      """
      SELECT p.*, u.project FROM usage_record u
      JOIN phase_use p ON p.job_id = u.job_id AND p.order_id = u.order_id
      WHERE u.order_id IS NOT NULL
        AND u.ended_at >= ?::timestamptz AND u.ended_at < ?::timestamptz
        AND u.booked_at <= ?::timestamptz
        AND (?::text[] IS NULL OR u.project = ANY (?)) AND (?::text[] IS NULL OR u.user_id = ANY (?))
        AND (?::text IS NULL OR EXISTS (SELECT 1 FROM cluster_at(?::timestamptz) c
          WHERE c.cluster = ? AND u.day >= c.from_day AND u.day < c.until_day
            AND u.machine = ANY (c.machines)))
        AND (?::text[] IS NULL OR u.project = ANY (?::text[]) OR u.user_id = ?)
      ORDER BY u.project
      """;

  /** Computes it from the statistics of some jobs, anew where it is there already. */
  public void settle(Connection connection, List<String> jobs) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.setArray(1, connection.createArrayOf("text", jobs.toArray()));
      statement.executeUpdate();
    }
  }

  /** Of one attempt; null: the last one that has any. */
  List<PhaseUse> ofJob(Connection connection, String job, @Nullable Integer attempt)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_JOB)) {
      statement.setString(1, job);
      statement.setObject(2, attempt, java.sql.Types.INTEGER);
      statement.setString(3, job);
      List<PhaseUse> all = new ArrayList<>();
      read(statement, all::add);
      return all;
    }
  }

  /** Of attempts that ended in a span; by project. */
  void of(Connection connection, Asked asked, java.util.function.Consumer<PhaseUse> to)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_DAYS)) {
      statement.setFetchSize(1000);
      statement.setString(1, asked.span().from().toString());
      statement.setString(2, asked.span().until().toString());
      statement.setString(3, asked.known().sql());
      setAny(connection, statement, 4, asked.projects());
      setAny(connection, statement, 6, asked.users());
      statement.setString(8, asked.cluster());
      statement.setString(9, asked.known().sql());
      statement.setString(10, asked.cluster());
      List<String> visible = asked.visible();
      java.sql.Array projects =
          visible == null ? null : connection.createArrayOf("text", visible.toArray());
      statement.setArray(11, projects);
      statement.setArray(12, projects);
      statement.setString(13, asked.caller());
      read(statement, to);
    }
  }

  private static void setAny(
      Connection connection, PreparedStatement statement, int index, List<String> any)
      throws SQLException {
    java.sql.Array array = any.isEmpty() ? null : connection.createArrayOf("text", any.toArray());
    statement.setArray(index, array);
    statement.setArray(index + 1, array);
  }

  private static void read(PreparedStatement statement, java.util.function.Consumer<PhaseUse> to)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        to.accept(
            new PhaseUse(
                row.getString("project"),
                row.getInt("attempt"),
                row.getString("phase"),
                row.getInt("repeat"),
                new WorkLoad(
                    row.getDouble("micros") / 1e6,
                    row.getObject("cpu_share", Double.class),
                    row.getObject("memory_share", Double.class),
                    row.getObject("memory_stall", Double.class),
                    row.getObject("disk_bytes_per_second", Double.class),
                    row.getObject("disk_stall", Double.class),
                    row.getObject("network_bytes_per_second", Double.class))));
      }
    }
  }

  /**
   * Which attempts.
   *
   * @param span in which they ended
   * @param known as what is known the machines of a cluster and what was booked
   * @param cluster null: everything
   * @param projects empty: all
   * @param users empty: all
   * @param visible projects that may be seen beside the caller's own jobs; null: all
   * @param caller whose own jobs those are
   */
  public record Asked(
      Span span,
      Known known,
      @Nullable String cluster,
      List<String> projects,
      List<String> users,
      @Nullable List<String> visible,
      String caller) {

    /** Copies the lists. */
    public Asked {
      projects = List.copyOf(projects);
      users = List.copyOf(users);
    }

    /** Whoever's they are. */
    public static Asked ofAll(
        Span span,
        Known known,
        @Nullable String cluster,
        List<String> projects,
        List<String> users) {
      return new Asked(span, known, cluster, projects, users, null, "");
    }
  }

  /** One run of one phase. */
  record PhaseUse(String project, int attempt, String phase, int repeat, WorkLoad load) {}
}
