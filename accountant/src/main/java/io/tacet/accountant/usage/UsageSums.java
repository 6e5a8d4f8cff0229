package io.tacet.accountant.usage;

import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of usage over a span, with the rates and PIs of each day. Exact. Where the rows come from,
 * and so what it costs, is decided in {@code UsageSource}. Thread-safe.
 */
@ApplicationScoped
public class UsageSums {

  private static final String SUM =
      """
      WITH %1$s used (day, machine, project, user_id, attempts, not_charged, cpu_micros, measured,
        energy, several_nodes, several_nodes_micros) AS (%2$s)
      SELECT %3$s, sum(u.attempts) AS attempts, sum(u.not_charged) AS not_charged,
        sum(u.cpu_micros) AS cpu_micros, sum(u.cpu_micros * coalesce(r.rate, 1)) AS rated_micros,
        sum(u.measured) AS measured, sum(u.energy) AS energy,
        coalesce(sum(u.attempts) FILTER (WHERE r.rate IS NULL), 0) AS unrated,
        sum(u.several_nodes) AS several_nodes,
        coalesce(sum(u.several_nodes_micros * coalesce(r.rate, 1))
          FILTER (WHERE u.several_nodes_micros <> 0), 0) AS several_nodes_rated
      FROM used u
      LEFT JOIN charge_rate_at(?::timestamptz) r
        ON r.machine = u.machine AND u.day >= r.from_day AND u.day < r.until_day
      %4$s
      WHERE (?::text[] IS NULL OR u.project = ANY (?)) AND (?::text[] IS NULL OR u.user_id = ANY (?))
        AND (?::text IS NULL OR EXISTS (SELECT 1 FROM cluster_at(?::timestamptz) c
          WHERE c.cluster = ? AND u.day >= c.from_day AND u.day < c.until_day
            AND u.machine = ANY (c.machines)))
      GROUP BY 1, 2, 3 HAVING sum(u.attempts) > 0 OR sum(u.cpu_micros) > 0
      ORDER BY 1, 2 NULLS LAST, 3
      """;

  private static final String PIS =
      """
      LEFT JOIN project_pi_at(?::timestamptz) p
        ON p.project = u.project AND u.day >= p.from_day AND u.day < p.until_day
      LEFT JOIN user_pi_at(?::timestamptz) q
        ON q.user_id = u.user_id AND u.day >= q.from_day AND u.day < q.until_day
      """;

  /** Rows of a span. */
  public List<Row> of(Connection connection, Question question) throws SQLException {
    UsageSource source = UsageSource.of(question);
    boolean byPi = question.by() != Grouping.DAY;
    String query =
        SUM.formatted(source.with(), source.query(), question.by().columns, byPi ? PIS : "");
    List<@Nullable Object> values = new ArrayList<>(source.values());
    String known = question.known().sql();
    values.addAll(byPi ? List.of(known, known, known) : List.of(known));
    for (List<String> filter : List.of(question.projects(), question.users())) {
      String[] any = filter.isEmpty() ? null : filter.toArray(String[]::new);
      values.add(any);
      values.add(any);
    }
    values.add(question.cluster());
    values.add(known);
    values.add(question.cluster());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      List<Row> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(row(row));
        }
      }
      return rows;
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("day", LocalDate.class),
        row.getString("pi"),
        row.getString("detail"),
        row.getLong("attempts"),
        row.getLong("not_charged"),
        row.getBigDecimal("cpu_micros"),
        row.getBigDecimal("rated_micros"),
        row.getLong("measured"),
        row.getBigDecimal("energy"),
        row.getLong("unrated"),
        row.getLong("several_nodes"),
        row.getBigDecimal("several_nodes_rated"));
  }

  /** By what it is summed. */
  public enum Grouping {
    /** By day (UTC), and nothing else. */
    DAY("u.day AS day, NULL::text AS pi, NULL::text AS detail"),
    /** By PI. */
    PI("NULL::date AS day, coalesce(p.pi, q.pi) AS pi, NULL::text AS detail"),
    /** By PI and project. */
    PROJECT("NULL::date AS day, coalesce(p.pi, q.pi) AS pi, u.project AS detail"),
    /** By PI and user. */
    USER("NULL::date AS day, coalesce(p.pi, q.pi) AS pi, u.user_id AS detail"),
    /** By PI and machine. */
    MACHINE("NULL::date AS day, coalesce(p.pi, q.pi) AS pi, u.machine AS detail");

    private final String columns;

    Grouping(String columns) {
      this.columns = columns;
    }
  }

  /**
   * What is asked.
   *
   * @param spread whether usage is spread over run time instead of credited to the end
   * @param cluster null: every machine
   * @param projects empty: all
   * @param users empty: all
   */
  public record Question(
      Span span,
      Grouping by,
      boolean spread,
      Known known,
      @Nullable String cluster,
      List<String> projects,
      List<String> users) {

    /** Copies the lists. */
    public Question {
      projects = List.copyOf(projects);
      users = List.copyOf(users);
    }
  }

  /**
   * A sum.
   *
   * @param day null unless asked by day
   * @param pi null: nobody's, or asked by day
   * @param detail project, user or machine; null when asked by day or PI
   * @param attempts that ended, count
   * @param notCharged those of them whose CPU time is not known, count
   * @param ratedMicros CPU-µs × rate
   * @param measured attempts whose energy is known, count
   * @param energyMicrojoules of those
   * @param unrated attempts on machines without a rate, charged at 1, count
   * @param severalNodes attempts that ran on several nodes and are booked on the first, count
   * @param severalNodesRatedMicros CPU-µs × rate of those
   */
  public record Row(
      @Nullable LocalDate day,
      @Nullable String pi,
      @Nullable String detail,
      long attempts,
      long notCharged,
      BigDecimal cpuMicros,
      BigDecimal ratedMicros,
      long measured,
      BigDecimal energyMicrojoules,
      long unrated,
      long severalNodes,
      BigDecimal severalNodesRatedMicros) {}
}
