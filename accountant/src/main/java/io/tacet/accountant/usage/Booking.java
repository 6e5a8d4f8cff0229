package io.tacet.accountant.usage;

/**
 * The statement that books our own usage: it inserts records that are not there yet and, for those
 * really inserted, raises the daily sums. Imports copy their records and raise sums they have added
 * up, by the same part of it.
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
        cpu_micros, measured, energy_microjoules, several_nodes, several_nodes_micros)
      %s
      ON CONFLICT (day, machine, project, user_id) DO UPDATE SET
        attempts = known.attempts + excluded.attempts,
        not_charged = known.not_charged + excluded.not_charged,
        cpu_micros = known.cpu_micros + excluded.cpu_micros,
        measured = known.measured + excluded.measured,
        energy_microjoules = known.energy_microjoules + excluded.energy_microjoules,
        several_nodes = known.several_nodes + excluded.several_nodes,
        several_nodes_micros = known.several_nodes_micros + excluded.several_nodes_micros
      """;

  /** Each of our own attempts runs on one machine. */
  private static final String ADDED =
      """
      SELECT day, machine, project, user_id, count(*), count(not_charged),
        coalesce(sum(cpu_micros), 0), count(energy_microjoules),
        coalesce(sum(energy_microjoules), 0), 0, 0
      FROM added GROUP BY day, machine, project, user_id ORDER BY day, machine, project, user_id""";

  private static final String BOOK =
      """
      WITH added AS (
        INSERT INTO usage_record (%1$s, day)
        SELECT DISTINCT ON (record_id) %1$s, (ended_at AT TIME ZONE 'UTC')::date
        FROM (%2$s) AS fed ORDER BY record_id
        ON CONFLICT (record_id) DO NOTHING
        RETURNING record_id, day, machine, project, user_id, cpu_micros, not_charged,
          energy_microjoules
      ), raised AS (
      """
          + RAISE.formatted(ADDED)
          + """
      )
      SELECT record_id FROM added
      """;

  private Booking() {}

  /**
   * The statement, fed by a query with {@link #COLUMNS}; answers with the {@code record_id} of each
   * that was new. Of several rows with one key any is taken. Ordered, so that two writers don't
   * wait for each other in a circle.
   */
  static String fedBy(String query) {
    return BOOK.formatted(COLUMNS, query);
  }
}
