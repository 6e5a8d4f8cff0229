package io.tacet.accountant.usage;

/**
 * The one statement that books usage: it inserts records that are not there yet and, for those
 * really inserted, raises the daily sums. What feeds it is the only difference between our own
 * events and imports.
 */
final class Booking {

  /** Columns of whatever feeds it, in this order. */
  static final String COLUMNS =
      "record_id, source, cluster, digest, job_id, order_id, event_id, attempt, machine, project,"
          + " user_id, outcome, started_at, ended_at, cpu_micros, cpu_source, not_charged,"
          + " energy_microjoules, booked_at";

  /** Raises the daily sums by what a query with their columns answers; %s is the query. */
  static final String RAISE =
      """
      INSERT INTO usage_day AS known (day, machine, project, user_id, attempts, not_charged,
        cpu_micros, measured, energy_microjoules)
      %s
      ON CONFLICT (day, machine, project, user_id) DO UPDATE SET
        attempts = known.attempts + excluded.attempts,
        not_charged = known.not_charged + excluded.not_charged,
        cpu_micros = known.cpu_micros + excluded.cpu_micros,
        measured = known.measured + excluded.measured,
        energy_microjoules = known.energy_microjoules + excluded.energy_microjoules
      """;

  private static final String ADDED =
      """
      SELECT day, machine, project, user_id, count(*), count(not_charged),
        coalesce(sum(cpu_micros), 0), count(energy_microjoules),
        coalesce(sum(energy_microjoules), 0)
      FROM added GROUP BY day, machine, project, user_id ORDER BY day, machine, project, user_id""";

  private static final String BOOK =
      """
      WITH added AS (
        INSERT INTO usage_record (%1$s, day)
        %2$s %1$s, (ended_at AT TIME ZONE 'UTC')::date
        FROM (%3$s) AS fed
        ON CONFLICT (record_id) DO NOTHING
        RETURNING day, machine, project, user_id, cpu_micros, not_charged, energy_microjoules%4$s
      ), raised AS (
      """
          + RAISE.formatted(ADDED)
          + """
      )
      SELECT %5$s FROM added
      """;

  private Booking() {}

  /**
   * The statement, fed by a query with {@link #COLUMNS}; answers with the {@code record_id} of each
   * that was new. Of several rows with one key any is taken. Ordered, so that two writers don't
   * wait for each other in a circle.
   */
  static String fedBy(String query) {
    return BOOK.formatted(
        COLUMNS,
        "SELECT DISTINCT ON (record_id)",
        query + " ORDER BY record_id",
        ", record_id",
        "record_id");
  }

  /**
   * The same in the order of the query: of several rows with one key the first is taken; answers
   * with how many were new. For one writer at a time.
   */
  static String fedInTurn(String query) {
    return BOOK.formatted(COLUMNS, "SELECT", query, "", "count(*)");
  }
}
