package io.tacet.cli.dashboard;

import java.util.List;

/** Whether machines' measurements can be trusted. */
final class AccuracyDashboard {

  private static final String NOW =
      """
      SELECT a.machine, a.state, m.condition, a.lost, a.reason, a.failures AS "runs without values",
        a.next_at AS "next run"
      FROM scheduler.board_accuracy a LEFT JOIN scheduler.board_machine m ON m.machine = a.machine
      ORDER BY a.state, a.machine
      """;

  private static final String DEVIATION =
      """
      SELECT at AS "time", concat_ws(' ', machine, metric, detail) AS metric, relative_deviation * 100 AS value
      FROM scheduler.board_accuracy_figure
      WHERE $__timeFilter(at) AND relative_deviation IS NOT NULL ORDER BY 1, 2
      """;

  private static final String DRIFT =
      """
      SELECT at AS "time", concat_ws(' ', machine, metric, detail) AS metric,
        100 * drift / nullif(drift_bound, 0) AS value
      FROM scheduler.board_accuracy_figure
      WHERE $__timeFilter(at) AND drift IS NOT NULL ORDER BY 1, 2
      """;

  private static final String VALUES =
      """
      SELECT began_at AS "time", concat_ws(' ', machine, metric, detail) AS metric, value
      FROM scheduler.board_accuracy_value WHERE $__timeFilter(began_at) AND counts ORDER BY 1, 2
      """;

  private static final String WINDOWS =
      """
      SELECT at AS "time", machine, verdict, reason FROM scheduler.board_accuracy_window
      WHERE $__timeFilter(at) ORDER BY at DESC LIMIT 200
      """;

  private AccuracyDashboard() {}

  static Dashboard dashboard() {
    return Dashboard.ofAll(
        "accuracy",
        "Tacet: accuracy",
        "The control workload measured again and again on each machine.",
        List.of(
            Panel.table("Now", "See docs/accuracy.md for the states.", NOW),
            Panel.lines(
                "Spread", "Sample standard deviation ÷ mean of each window.", "percent", DEVIATION),
            Panel.lines(
                "Drift",
                "Distance of the mean from the reference, in percent of what is allowed: 100 is the"
                    + " bound.",
                "percent",
                DRIFT),
            Panel.lines(
                    "Values", "Of the control runs that count, in their own unit.", "short", VALUES)
                .wide(Panel.COLUMNS),
            Panel.table("Verdicts", "The last 200 of the time that is shown.", WINDOWS)));
  }
}
