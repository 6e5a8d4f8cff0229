package io.tacet.accountant.usage;

import io.tacet.accountant.period.Span;
import io.tacet.accountant.usage.UsageSums.Grouping;
import io.tacet.accountant.usage.UsageSums.Question;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a sum are read, the coarsest that is exact. A span is taken to the nearest
 * midnights (UTC), these to the nearest firsts of a month; what is too much or too little then is
 * read finer and added or taken away: usage until now is the usage of this month, without what
 * ended later. In a month in which rate, PI or cluster changes, whom it concerns is read by days.
 * Usage spread over run time, or as known on a day, is read from the records alone. Immutable.
 *
 * @param with further queries the sum begins with, each followed by a comma
 * @param query of the rows: day, machine, project, user_id, attempts, not_charged, cpu_micros,
 *     measured, energy
 * @param values of their parameters, in the order of the text
 */
record UsageSource(String with, String query, List<@Nullable String> values) {

  private static final String SUMS =
      " attempts, not_charged, cpu_micros, measured, energy_microjoules\n";

  private static final String LESS =
      " -attempts, -not_charged, -cpu_micros, -measured, -energy_microjoules\n";

  /** Everyone's: who it was does not matter to a sum by day. */
  private static final String MACHINE_DAYS =
      "SELECT day, machine, NULL::text, NULL::text,"
          + SUMS
          + "FROM usage_machine_day WHERE day >= ?::date AND day < ?::date\n";

  private static final String WHOSE = "SELECT day, machine, project, user_id,";

  private static final String DAYS = "FROM usage_day WHERE day >= ?::date AND day < ?::date\n";

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
        WHERE extract(day FROM day) > 1
          AND day >= date_trunc('month', ?::date) AND day < ?::date
      ),
      """;

  private static final String NOT_CHANGED =
      """
      (%1$s, 'machine', u.machine) NOT IN (SELECT month, kind, subject FROM changed)
        AND (%1$s, 'project', u.project) NOT IN (SELECT month, kind, subject FROM changed)
        AND (%1$s, 'user', u.user_id) NOT IN (SELECT month, kind, subject FROM changed)
      """;

  private static final String MONTHS =
      "SELECT month, machine, project, user_id,"
          + SUMS
          + "FROM usage_month u WHERE month >= ?::date AND month < ?::date AND "
          + NOT_CHANGED.formatted("u.month");

  private static final String UNCHANGED_DAYS =
      "FROM usage_day u WHERE day >= ?::date AND day < ?::date AND "
          + NOT_CHANGED.formatted("?::date");

  /** Each row once: by its machine, else by its project, else by its user. */
  private static final String CHANGED_DAYS =
      """
      SELECT u.day, u.machine, u.project, u.user_id, u.attempts, u.not_charged, u.cpu_micros,
        u.measured, u.energy_microjoules
      FROM changed c JOIN usage_day u ON u.machine = c.subject
        AND u.day >= greatest(c.month, ?::date)
        AND u.day < least((c.month + interval '1 month')::date, ?::date)
      WHERE c.kind = 'machine'
      UNION ALL
      SELECT u.day, u.machine, u.project, u.user_id, u.attempts, u.not_charged, u.cpu_micros,
        u.measured, u.energy_microjoules
      FROM changed c JOIN usage_day u ON u.project = c.subject
        AND u.day >= greatest(c.month, ?::date)
        AND u.day < least((c.month + interval '1 month')::date, ?::date)
      WHERE c.kind = 'project'
        AND (c.month, 'machine', u.machine) NOT IN (SELECT month, kind, subject FROM changed)
      UNION ALL
      SELECT u.day, u.machine, u.project, u.user_id, u.attempts, u.not_charged, u.cpu_micros,
        u.measured, u.energy_microjoules
      FROM changed c JOIN usage_day u ON u.user_id = c.subject
        AND u.day >= greatest(c.month, ?::date)
        AND u.day < least((c.month + interval '1 month')::date, ?::date)
      WHERE c.kind = 'user'
        AND (c.month, 'machine', u.machine) NOT IN (SELECT month, kind, subject FROM changed)
        AND (c.month, 'project', u.project) NOT IN (SELECT month, kind, subject FROM changed)
      """;

  private static final String RECORDS =
      """
      SELECT day, machine, project, user_id, %1$s 1::bigint,
        %1$s (not_charged IS NOT NULL)::integer::bigint, %1$s coalesce(cpu_micros, 0),
        %1$s (energy_microjoules IS NOT NULL)::integer::bigint,
        %1$s coalesce(energy_microjoules, 0)::numeric
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
    LocalDate first = nearestDay(question.span().from());
    LocalDate end = nearestDay(question.span().until());
    if (question.known().isPast() || !end.isAfter(first)) {
      return new UsageSource("", RECORDS.formatted("+"), List.of(from, until, known));
    }
    Parts parts = new Parts();
    String with = "";
    if (question.by() == Grouping.DAY) {
      boolean ofEveryone = question.project() == null && question.user() == null;
      parts.add(ofEveryone ? MACHINE_DAYS : WHOSE + SUMS + DAYS, first.toString(), end.toString());
    } else {
      with = parts.months(question, first, end);
    }
    parts.edge(question.span().from(), Span.midnight(first), known);
    parts.edge(Span.midnight(end), question.span().until(), known);
    return new UsageSource(with, String.join("UNION ALL\n", parts.queries), parts.values);
  }

  private static LocalDate nearestDay(Instant moment) {
    return LocalDate.ofInstant(moment.plus(Duration.ofHours(12)), ZoneOffset.UTC);
  }

  private static LocalDate nearestMonth(LocalDate day) {
    return day.plusDays(15).withDayOfMonth(1);
  }

  /** Gathers queries and values side by side. */
  private static final class Parts {

    private final List<String> queries = new ArrayList<>();
    private final List<@Nullable String> values = new ArrayList<>();

    private String months(Question question, LocalDate first, LocalDate end) {
      LocalDate from = nearestMonth(first);
      LocalDate until = nearestMonth(end);
      if (!until.isAfter(from)) {
        add(WHOSE + SUMS + DAYS, first.toString(), end.toString());
        return "";
      }
      String known = question.known().sql();
      values.addAll(List.of(known, known, known, known));
      values.add(question.cluster());
      values.add(first.toString());
      values.add(end.minusDays(1).withDayOfMonth(1).plusMonths(1).toString());
      add(MONTHS, from.toString(), until.toString());
      String low = first.toString();
      String high = end.toString();
      add(CHANGED_DAYS, low, high, low, high, low, high);
      days(first, from, first.withDayOfMonth(1));
      days(until, end, end.withDayOfMonth(1));
      return CHANGED;
    }

    /** Days of a month, taken away when they run backwards. */
    private void days(LocalDate from, LocalDate until, LocalDate month) {
      boolean less = until.isBefore(from);
      if (!until.equals(from)) {
        add(
            WHOSE + (less ? LESS : SUMS) + UNCHANGED_DAYS,
            (less ? until : from).toString(),
            (less ? from : until).toString(),
            month.toString(),
            month.toString(),
            month.toString());
      }
    }

    /** Records of a part of a day, taken away when it runs backwards. */
    private void edge(Instant from, Instant until, String known) {
      boolean less = until.isBefore(from);
      if (!until.equals(from)) {
        add(
            RECORDS.formatted(less ? "-" : "+"),
            (less ? until : from).toString(),
            (less ? from : until).toString(),
            known);
      }
    }

    private void add(String query, String... its) {
      queries.add(query);
      values.addAll(List.of(its));
    }
  }
}
