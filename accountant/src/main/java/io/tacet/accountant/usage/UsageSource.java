package io.tacet.accountant.usage;

import io.tacet.accountant.period.Span;
import io.tacet.accountant.usage.UsageSums.Grouping;
import io.tacet.accountant.usage.UsageSums.Question;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a sum are read, the coarsest that is exact: whole months, save what changes
 * within one; whole days (UTC); records for what is left at the two edges. Usage spread over run
 * time, or as known on a day, is read from the records alone. Immutable.
 *
 * @param with further queries the sum begins with, each followed by a comma
 * @param query of the rows: day, machine, project, user_id, attempts, not_charged, cpu_micros,
 *     measured, energy
 * @param values of their parameters, in the order of the text
 */
record UsageSource(String with, String query, List<@Nullable String> values) {

  private static final String SUMS =
      " attempts, not_charged, cpu_micros, measured, energy_microjoules\n";

  private static final String DAYS =
      "SELECT day, machine, project, user_id,"
          + SUMS
          + "FROM usage_day WHERE day >= ?::date AND day < ?::date\n";

  /** Everyone's: who it was does not matter to a sum by day. */
  private static final String MACHINE_DAYS =
      "SELECT day, machine, NULL::text, NULL::text,"
          + SUMS
          + "FROM usage_machine_day WHERE day >= ?::date AND day < ?::date\n";

  /** Who and what is dealt with otherwise at the end of a month than at its begin. */
  private static final String CHANGED =
      """
      change (day, kind, subject) AS (
        SELECT from_day, 'machine', machine FROM charge_rate_at(?::timestamptz)
        UNION ALL SELECT from_day, 'project', project FROM project_pi_at(?::timestamptz)
        UNION ALL SELECT from_day, 'user', user_id FROM user_pi_at(?::timestamptz)
        UNION ALL SELECT bound, 'machine', machine
          FROM cluster_at(?::timestamptz) c CROSS JOIN LATERAL unnest(c.machines) AS machine
          CROSS JOIN LATERAL (VALUES (c.from_day), (c.until_day)) AS bounds (bound)
          WHERE c.cluster = ? AND isfinite(bound)
      ), changed (month, kind, subject) AS MATERIALIZED (
        SELECT DISTINCT date_trunc('month', day)::date, kind, subject FROM change
        WHERE extract(day FROM day) > 1 AND day >= ?::date AND day < ?::date
      ),
      """;

  private static final String IS_CHANGED =
      """
      ((%1$s, 'machine', u.machine) IN (SELECT month, kind, subject FROM changed)
        OR (%1$s, 'project', u.project) IN (SELECT month, kind, subject FROM changed)
        OR (%1$s, 'user', u.user_id) IN (SELECT month, kind, subject FROM changed))
      """;

  private static final String MONTHS =
      "SELECT month, machine, project, user_id,"
          + SUMS
          + "FROM usage_month u WHERE month >= ?::date AND month < ?::date AND NOT "
          + IS_CHANGED.formatted("u.month");

  private static final String DAYS_OF_CHANGED =
      "SELECT day, machine, project, user_id,"
          + SUMS
          + "FROM (SELECT DISTINCT month FROM changed) c"
          + " JOIN usage_day u ON u.day >= c.month AND u.day < (c.month + interval '1 month')::date\n"
          + "WHERE "
          + IS_CHANGED.formatted("c.month");

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

  static UsageSource of(Question question) {
    String from = question.span().from().toString();
    String until = question.span().until().toString();
    String known = question.known().sql();
    if (question.spread()) {
      return new UsageSource(
          "", SPREAD, List.of(from, until, from, until, from, until, from, until, known));
    }
    LocalDate first = ceiling(question.span().from());
    LocalDate end = question.span().until().atOffset(ZoneOffset.UTC).toLocalDate();
    if (question.known().isPast() || !end.isAfter(first)) {
      return new UsageSource("", RECORDS, List.of(from, until, known));
    }
    Parts parts = new Parts();
    String with =
        question.by() == Grouping.DAY
            ? parts.days(question, first, end)
            : parts.months(question, first, end);
    parts.records(from, Span.midnight(first).toString(), known);
    parts.records(Span.midnight(end).toString(), until, known);
    return new UsageSource(with, String.join("UNION ALL\n", parts.queries), parts.values);
  }

  private static LocalDate ceiling(Instant moment) {
    LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
    return Span.midnight(day).equals(moment) ? day : day.plusDays(1);
  }

  /** Gathers queries and values side by side. */
  private static final class Parts {

    private final List<String> queries = new ArrayList<>();
    private final List<@Nullable String> values = new ArrayList<>();

    private String days(Question question, LocalDate first, LocalDate end) {
      boolean ofEveryone = question.project() == null && question.user() == null;
      add(ofEveryone ? MACHINE_DAYS : DAYS, first.toString(), end.toString());
      return "";
    }

    private String months(Question question, LocalDate first, LocalDate end) {
      LocalDate firstMonth =
          first.getDayOfMonth() == 1 ? first : first.withDayOfMonth(1).plusMonths(1);
      LocalDate endOfMonths = end.withDayOfMonth(1);
      if (!endOfMonths.isAfter(firstMonth)) {
        add(DAYS, first.toString(), end.toString());
        return "";
      }
      String known = question.known().sql();
      String from = firstMonth.toString();
      String until = endOfMonths.toString();
      values.addAll(List.of(known, known, known, known));
      values.add(question.cluster());
      values.addAll(List.of(from, until));
      add(MONTHS, from, until);
      queries.add(DAYS_OF_CHANGED);
      if (first.isBefore(firstMonth)) {
        add(DAYS, first.toString(), from);
      }
      if (endOfMonths.isBefore(end)) {
        add(DAYS, until, end.toString());
      }
      return CHANGED;
    }

    private void records(String from, String until, String known) {
      if (!from.equals(until)) {
        add(RECORDS, from, until, known);
      }
    }

    private void add(String query, String... its) {
      queries.add(query);
      values.addAll(List.of(its));
    }
  }
}
