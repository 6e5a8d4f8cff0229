package io.tacet.accountant.usage;

import io.tacet.accountant.dated.Known;
import io.tacet.accountant.period.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of usage over a span, with the rates and PIs of each day. Whole days (UTC) come from the
 * daily sums, what is left at the two edges from the records, so that the cost grows with the days
 * and not with the jobs. Usage spread over run time, or as known on a day, is read from the records
 * alone. Exact. Thread-safe.
 */
@ApplicationScoped
public class UsageSums {

  private static final String DAYS =
      """
      SELECT day, machine, project, user_id, attempts, not_charged, cpu_micros, measured,
        energy_microjoules
      FROM usage_day WHERE day >= ?::date AND day < ?::date
      """;

  private static final String RECORDS =
      """
      SELECT day, machine, project, user_id, 1::bigint, (not_charged IS NOT NULL)::integer::bigint,
        coalesce(cpu_micros, 0), (energy_microjoules IS NOT NULL)::integer::bigint,
        coalesce(energy_microjoules, 0)::numeric
      FROM usage_record
      WHERE ended_at >= ?::timestamptz AND ended_at < ?::timestamptz
        AND booked_at <= ?::timestamptz
      """;

  /**
   * CPU time up to a moment is floor(all × elapsed ÷ duration), and that of a day the difference of
   * two such, so that any days sum to the whole. Attempts and energy are counted where they end.
   */
  private static final String SPREAD =
      """
      SELECT piece.day, machine, project, user_id,
        piece.last::integer::bigint, (piece.last AND not_charged IS NOT NULL)::integer::bigint,
        (CASE WHEN length.micros = 0 THEN CASE WHEN piece.last THEN coalesce(cpu_micros, 0) ELSE 0 END
          ELSE div(coalesce(cpu_micros, 0)::numeric * piece.until_micros, length.micros)
            - div(coalesce(cpu_micros, 0)::numeric * piece.from_micros, length.micros) END)::bigint,
        (piece.last AND energy_microjoules IS NOT NULL)::integer::bigint,
        CASE WHEN piece.last THEN coalesce(energy_microjoules, 0) ELSE 0 END::numeric
      FROM usage_record u
      CROSS JOIN LATERAL (SELECT coalesce(u.started_at, u.ended_at) AS start) begun
      CROSS JOIN LATERAL (
        SELECT (extract(epoch FROM u.ended_at - begun.start) * 1000000)::numeric AS micros) length
      CROSS JOIN LATERAL (
        SELECT at::date AS day,
          greatest(at, (begun.start AT TIME ZONE 'UTC'), (?::timestamptz AT TIME ZONE 'UTC')) AS low,
          least(at + interval '1 day', (u.ended_at AT TIME ZONE 'UTC'),
            (?::timestamptz AT TIME ZONE 'UTC')) AS high
        FROM generate_series(
          date_trunc('day', greatest(begun.start, ?::timestamptz) AT TIME ZONE 'UTC'),
          least(u.ended_at, ?::timestamptz) AT TIME ZONE 'UTC', interval '1 day') AS at) cut
      CROSS JOIN LATERAL (
        SELECT cut.day,
          (extract(epoch FROM cut.low - (begun.start AT TIME ZONE 'UTC')) * 1000000)::numeric
            AS from_micros,
          (extract(epoch FROM cut.high - (begun.start AT TIME ZONE 'UTC')) * 1000000)::numeric
            AS until_micros,
          u.day = cut.day AND u.ended_at >= ?::timestamptz AND u.ended_at < ?::timestamptz AS last
      ) piece
      WHERE u.ended_at >= ?::timestamptz AND begun.start < ?::timestamptz
        AND u.booked_at <= ?::timestamptz AND cut.low <= cut.high
      """;

  private static final String SUM =
      """
      WITH used (day, machine, project, user_id, attempts, not_charged, cpu_micros, measured,
        energy) AS (%1$s)
      SELECT %2$s AS day, coalesce(p.pi, q.pi) AS pi, %3$s AS detail,
        sum(u.attempts) AS attempts, sum(u.not_charged) AS not_charged,
        sum(u.cpu_micros) AS cpu_micros, sum(u.cpu_micros * coalesce(r.rate, 1)) AS rated_micros,
        sum(u.measured) AS measured, sum(u.energy) AS energy,
        sum(u.attempts) FILTER (WHERE r.rate IS NULL) AS unrated
      FROM used u
      LEFT JOIN charge_rate_at(?::timestamptz) r
        ON r.machine = u.machine AND u.day >= r.from_day AND u.day < r.until_day
      LEFT JOIN project_pi_at(?::timestamptz) p
        ON p.project = u.project AND u.day >= p.from_day AND u.day < p.until_day
      LEFT JOIN user_pi_at(?::timestamptz) q
        ON q.user_id = u.user_id AND u.day >= q.from_day AND u.day < q.until_day
      WHERE (?::text IS NULL OR u.project = ?) AND (?::text IS NULL OR u.user_id = ?)
        AND (?::text IS NULL OR EXISTS (SELECT 1 FROM cluster_at(?::timestamptz) c
          WHERE c.cluster = ? AND u.day >= c.from_day AND u.day < c.until_day
            AND u.machine = ANY (c.machines)))
      GROUP BY 1, 2, 3 ORDER BY 1, 2 NULLS LAST, 3
      """;

  /** Rows of a span. */
  public List<Row> of(Connection connection, Question question) throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    String from = from(question, values);
    String query = SUM.formatted(from, question.by().day, question.by().detail);
    String known = question.known().sql();
    values.addAll(List.of(known, known, known));
    for (String filter : new String[] {question.project(), question.user()}) {
      values.add(filter);
      values.add(filter);
    }
    values.add(question.cluster());
    values.add(known);
    values.add(question.cluster());
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
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

  private static String from(Question question, List<@Nullable String> values) {
    Span span = question.span();
    String from = span.from().toString();
    String until = span.until().toString();
    String known = question.known().sql();
    if (question.spread()) {
      values.addAll(List.of(from, until, from, until, from, until, from, until, known));
      return SPREAD;
    }
    LocalDate firstWhole = ceiling(span.from());
    LocalDate endOfWhole = span.until().atOffset(ZoneOffset.UTC).toLocalDate();
    if (question.known().isPast() || !endOfWhole.isAfter(firstWhole)) {
      values.addAll(List.of(from, until, known));
      return RECORDS;
    }
    String whole = Span.midnight(firstWhole).toString();
    String rest = Span.midnight(endOfWhole).toString();
    values.addAll(List.of(firstWhole.toString(), endOfWhole.toString()));
    List<String> parts = new ArrayList<>(List.of(DAYS));
    if (!whole.equals(from)) {
      values.addAll(List.of(from, whole, known));
      parts.add(RECORDS);
    }
    if (!rest.equals(until)) {
      values.addAll(List.of(rest, until, known));
      parts.add(RECORDS);
    }
    return String.join("UNION ALL\n", parts);
  }

  private static LocalDate ceiling(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    return Span.midnight(day).equals(moment) ? day : day.plusDays(1);
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
        row.getLong("unrated"));
  }

  /** By what else than the PI it is summed. */
  public enum Grouping {
    /** By day, UTC. */
    DAY("u.day", "NULL::text"),
    /** By project. */
    PROJECT("NULL::date", "u.project"),
    /** By user. */
    USER("NULL::date", "u.user_id"),
    /** By machine. */
    MACHINE("NULL::date", "u.machine");

    private final String day;
    private final String detail;

    Grouping(String day, String detail) {
      this.day = day;
      this.detail = detail;
    }
  }

  /**
   * What is asked.
   *
   * @param spread whether usage is spread over run time instead of credited to the end
   * @param cluster null: every machine
   */
  public record Question(
      Span span,
      Grouping by,
      boolean spread,
      Known known,
      @Nullable String cluster,
      @Nullable String project,
      @Nullable String user) {}

  /**
   * A sum.
   *
   * @param day null unless asked by day
   * @param pi null: nobody's
   * @param detail project, user or machine; null when asked by day
   * @param attempts that ended, count
   * @param notCharged those of them whose CPU time is not known, count
   * @param ratedMicros CPU-µs × rate
   * @param measured attempts whose energy is known, count
   * @param energyMicrojoules of those
   * @param unrated attempts on machines without a rate, charged at 1, count
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
      long unrated) {}
}
