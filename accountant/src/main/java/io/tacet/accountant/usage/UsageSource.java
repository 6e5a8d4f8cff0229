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
 * ended later. In a month in which rate, PI or cluster changes, the days from the change on of whom
 * it concerns are moved by {@link LateDays}. Usage spread over run time, or as known on a day, is
 * read from the records alone. Immutable.
 *
 * @param with further queries the sum begins with, each followed by a comma
 * @param query of the rows: day, machine, project, user_id, attempts, not_charged, cpu_micros,
 *     measured, energy, several_nodes, several_nodes_micros
 * @param values of their parameters, in the order of the text
 */
record UsageSource(String with, String query, List<@Nullable String> values) {

  private static final String SUMS =
      " attempts, not_charged, cpu_micros, measured, energy_microjoules, several_nodes,"
          + " several_nodes_micros\n";

  private static final String LESS =
      " -attempts, -not_charged, -cpu_micros, -measured, -energy_microjoules, -several_nodes,"
          + " -several_nodes_micros\n";

  /** Everyone's: who it was does not matter to a sum by day. */
  private static final String MACHINE_DAYS =
      "SELECT day, machine, NULL::text, NULL::text,"
          + SUMS
          + "FROM usage_machine_day WHERE day >= ?::date AND day < ?::date\n";

  private static final String WHOSE = "SELECT day, machine, project, user_id,";

  private static final String DAYS = "FROM usage_day WHERE day >= ?::date AND day < ?::date\n";

  private static final String MONTHS =
      "SELECT month, machine, project, user_id,"
          + SUMS
          + "FROM usage_month WHERE month >= ?::date AND month < ?::date\n";

  private static final String RECORDS =
      """
      SELECT day, machine, project, user_id, %1$s 1::bigint,
        %1$s (not_charged IS NOT NULL)::integer::bigint, %1$s coalesce(cpu_micros, 0),
        %1$s (energy_microjoules IS NOT NULL)::integer::bigint,
        %1$s coalesce(energy_microjoules, 0)::numeric,
        %1$s several_nodes::integer::bigint,
        %1$s CASE WHEN several_nodes THEN coalesce(cpu_micros, 0) ELSE 0 END
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
        part.micros,
        (piece.last AND energy_microjoules IS NOT NULL)::integer::bigint,
        CASE WHEN piece.last THEN coalesce(energy_microjoules, 0) ELSE 0 END::numeric,
        (piece.last AND several_nodes)::integer::bigint,
        CASE WHEN several_nodes THEN part.micros ELSE 0 END
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
      CROSS JOIN LATERAL (
        SELECT (CASE WHEN length.micros = 0
            THEN CASE WHEN piece.last THEN coalesce(cpu_micros, 0) ELSE 0 END
          ELSE div(coalesce(cpu_micros, 0)::numeric * piece.until_micros, length.micros)
            - div(coalesce(cpu_micros, 0)::numeric * piece.from_micros, length.micros) END)::bigint
          AS micros) part
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
      boolean ofEveryone = question.projects().isEmpty() && question.users().isEmpty();
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

    /** Months, put right where something changes within them, and the days around them. */
    private String months(Question question, LocalDate first, LocalDate end) {
      LocalDate from = nearestMonth(first);
      LocalDate until = nearestMonth(end);
      if (!until.isAfter(from)) {
        days(first, end);
        return "";
      }
      String known = question.known().sql();
      values.addAll(List.of(known, known, known, known));
      values.add(question.cluster());
      values.addAll(List.of(from.toString(), until.toString()));
      add(MONTHS, from.toString(), until.toString());
      add(LateDays.CORRECTION);
      days(first, from);
      days(until, end);
      return LateDays.WITH;
    }

    /** Days, taken away when they run backwards. */
    private void days(LocalDate from, LocalDate until) {
      boolean less = until.isBefore(from);
      if (!until.equals(from)) {
        add(
            WHOSE + (less ? LESS : SUMS) + DAYS,
            (less ? until : from).toString(),
            (less ? from : until).toString());
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
