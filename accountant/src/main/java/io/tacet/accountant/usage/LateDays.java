package io.tacet.accountant.usage;

/**
 * What puts the sums of months right. Such a sum is rated and assigned as on the first of its
 * month. Where the rate of a machine, the PI of a project or user, or a cluster's machines change
 * within it, the days from the change on are taken away from the month's first and added to the day
 * of the change:
 *
 * <pre>{@code
 * month  1 ────────── 10 ─────── 20 ──────── end
 *        the sum      piece      piece          of whom anything changed for until then
 *          ◀── taken away, added ──┴─▶ each at its own begin: nothing changes within it
 * }</pre>
 *
 * <p>A piece is added up before anybody asks for its rate, so that what a change costs is the
 * reading of its days alone. They are named one by one, because a range of them would be read from
 * the index that begins with the day, everybody's.
 */
final class LateDays {

  private static final String SUMS =
      """
      sum(attempts)::bigint AS attempts, sum(not_charged)::bigint AS not_charged,
          sum(cpu_micros)::bigint AS cpu_micros, sum(measured)::bigint AS measured,
          sum(energy_microjoules) AS energy_microjoules,
          sum(several_nodes)::bigint AS several_nodes,
          sum(several_nodes_micros)::bigint AS several_nodes_micros
      """;

  /** A row that several subjects claim is the machine's, else the project's. */
  private static final String OF =
      """
      SELECT p.month, p.day, u.* FROM piece p CROSS JOIN LATERAL (
        SELECT machine, project, user_id, %2$s FROM usage_day
        WHERE %1$s = p.subject AND day = ANY (p.days) %3$s
        GROUP BY machine, project, user_id) u
      WHERE p.kind = '%1$s'
      """;

  /**
   * Queries a sum begins with, each followed by a comma. Parameters: four times what is known, the
   * cluster, the first month and the one after the last.
   */
  static final String WITH =
      """
      change (day, kind, subject) AS (
        SELECT from_day, 'machine', machine FROM charge_rate_at(?::timestamptz)
        UNION ALL SELECT from_day, 'project', project FROM project_pi_at(?::timestamptz)
        UNION ALL SELECT from_day, 'user_id', user_id FROM user_pi_at(?::timestamptz)
        UNION ALL SELECT bound, 'machine', machine
          FROM cluster_at(?::timestamptz) c CROSS JOIN LATERAL unnest(c.machines) AS machine
          CROSS JOIN LATERAL (VALUES (c.from_day), (c.until_day)) AS bounds (bound)
          WHERE c.cluster = ? AND isfinite(bound)
      ), within (month, day, kind, subject) AS MATERIALIZED (
        SELECT date_trunc('month', day)::date, day, kind, subject FROM change
        WHERE extract(day FROM day) > 1 AND day >= ?::date AND day < ?::date
      ), part (month, day, until_day) AS (
        SELECT month, day, lead(day, 1, (month + interval '1 month')::date)
          OVER (PARTITION BY month ORDER BY day)
        FROM (SELECT DISTINCT month, day FROM within) AS days
      ), changed (month, kind, subject, day) AS MATERIALIZED (
        SELECT month, kind, subject, min(day) FROM within GROUP BY 1, 2, 3
      ), piece (month, day, days, kind, subject, machines, projects) AS MATERIALIZED (
        SELECT month, p.day,
          ARRAY(SELECT p.day + later FROM generate_series(0, p.until_day - p.day - 1) AS later),
          c.kind, c.subject,
          ARRAY(SELECT o.subject FROM changed o
            WHERE o.kind = 'machine' AND o.month = c.month AND o.day <= p.day),
          ARRAY(SELECT o.subject FROM changed o
            WHERE o.kind = 'project' AND o.month = c.month AND o.day <= p.day)
        FROM part p JOIN changed c USING (month) WHERE c.day <= p.day
      ), late AS MATERIALIZED (
      """
          + String.join(
              "UNION ALL\n",
              OF.formatted("machine", SUMS, ""),
              OF.formatted("project", SUMS, "AND machine <> ALL (p.machines)"),
              OF.formatted(
                  "user_id",
                  SUMS,
                  "AND machine <> ALL (p.machines) AND project <> ALL (p.projects)"))
          + "),\n";

  /** Rows to add to those of the months. */
  static final String CORRECTION =
      """
      SELECT day, machine, project, user_id, attempts, not_charged, cpu_micros, measured,
        energy_microjoules, several_nodes, several_nodes_micros FROM late
      UNION ALL
      SELECT month, machine, project, user_id, -attempts, -not_charged, -cpu_micros, -measured,
        -energy_microjoules, -several_nodes, -several_nodes_micros FROM late
      """;

  private LateDays() {}
}
