package io.tacet.cli.dashboard;

import java.util.List;

/** Who uses the machines, who paid for them, and how full they are. */
final class AccountingDashboard {

  private static final String DAYS =
      "day BETWEEN $__timeFrom()::timestamptz::date AND $__timeTo()::timestamptz::date";

  private static final String BY_PROJECT = byDay("project", "sum(service_units)", "");
  private static final String BY_PI = byDay("pi", "sum(service_units)", "");
  private static final String ENERGY =
      byDay("machine", "sum(energy_joules) / 3600000", "AND measured > 0");

  private static final String UTILIZATION =
      """
      SELECT c.day::timestamp AT TIME ZONE 'UTC' AS "time", c.machine AS metric,
        (100 * coalesce(u.service_units, 0) / c.service_units)::double precision AS value
      FROM accountant.board_capacity_day c
      LEFT JOIN (SELECT day, machine, sum(service_units) AS service_units
        FROM accountant.board_usage_day WHERE %s GROUP BY day, machine) u USING (day, machine)
      WHERE c.%s ORDER BY 1, 2
      """
          .formatted(DAYS, DAYS);

  private static final String PIS =
      """
      SELECT coalesce(u.pi, c.pi) AS "PI", u.service_units AS "SU",
        round(100 * u.service_units / nullif(sum(u.service_units) OVER (), 0), 1) AS "of all use, %%",
        c.points, round(100 * c.points / nullif(sum(c.points) OVER (), 0), 1) AS "of all contributions, %%",
        u.attempts, u.not_charged AS "not charged"
      FROM (SELECT pi, round(sum(service_units), 3) AS service_units, sum(attempts) AS attempts,
          sum(not_charged) AS not_charged
        FROM accountant.board_usage_day WHERE %s GROUP BY pi) u
      FULL JOIN (SELECT pi, round(sum(points), 1) AS points FROM accountant.board_contribution GROUP BY pi) c
        ON c.pi = u.pi
      ORDER BY u.service_units DESC NULLS LAST, 1
      """
          .formatted(DAYS);

  private static final String USERS =
      """
      SELECT user_id AS "user", project, round(sum(service_units), 3) AS "SU", sum(attempts) AS attempts,
        sum(not_charged) AS "not charged", round((sum(energy_joules) / 3600000)::numeric, 3) AS "kWh measured"
      FROM accountant.board_usage_day WHERE %s
      GROUP BY user_id, project ORDER BY 3 DESC, 1 LIMIT 200
      """
          .formatted(DAYS);

  private AccountingDashboard() {}

  static Dashboard dashboard() {
    return Dashboard.ofAll(
        "accounting",
        "Tacet: accounting",
        "Service units by day (UTC), with rates and PIs as they are known now. What is charged is in"
            + " tacet report.",
        List.of(
            Panel.bars("By project", "Service units of a day.", "short", BY_PROJECT)
                .noFinerThan("1d"),
            Panel.bars("By PI", "Service units of a day.", "short", BY_PI).noFinerThan("1d"),
            Panel.lines(
                    "Utilization",
                    "Service units used, of those the hardware could supply, by day of each job's"
                        + " end: a long job may show more than 100 on its last day.",
                    "percent",
                    UTILIZATION)
                .noFinerThan("1d"),
            Panel.bars("Energy", "Measured, in kWh; shown, not charged.", "kwatth", ENERGY)
                .noFinerThan("1d"),
            Panel.table(
                "By PI, beside what they contributed",
                "Use in the days that are shown; contributions as they are today.",
                PIS),
            Panel.table("By user and project", "In the days that are shown.", USERS).high(12)));
  }

  private static String byDay(String name, String value, String condition) {
    return """
        SELECT day::timestamp AT TIME ZONE 'UTC' AS "time", %s AS metric, (%s)::double precision AS value
        FROM accountant.board_usage_day WHERE %s %s GROUP BY day, 2 ORDER BY 1, 2
        """
        .formatted(name, value, DAYS, condition);
  }
}
