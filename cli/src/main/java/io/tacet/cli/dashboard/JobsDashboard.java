package io.tacet.cli.dashboard;

import java.util.List;

/** The queue and what came of jobs. */
final class JobsDashboard {

  private static final String BUSY =
      "'DISPATCHED', 'ACCEPTED', 'COOLING', 'WARMING', 'PREPARING', 'MEASURING', 'CANCEL_REQUESTED'";

  private static final String NOW =
      """
      SELECT count(*) FILTER (WHERE state = 'QUEUED' AND NOT held) AS waiting,
        count(*) FILTER (WHERE state = 'QUEUED' AND held) AS held,
        count(*) FILTER (WHERE state IN (%s)) AS "at a machine"
      FROM scheduler.board_job WHERE ended_at IS NULL
      """
          .formatted(BUSY);

  private static final String ENDED =
      """
      SELECT $__timeGroupAlias(ended_at, $__interval), state AS metric, count(*)::double precision AS value
      FROM scheduler.board_job WHERE $__timeFilter(ended_at) GROUP BY 1, 2 ORDER BY 1, 2
      """;

  private static final String WAITED =
      """
      SELECT $__timeGroupAlias(begun_at, $__interval), coalesce(machine, pool) AS metric, max(waited_seconds) AS value
      FROM scheduler.board_job
      WHERE submitted_at <= $__timeTo() AND $__timeFilter(begun_at) GROUP BY 1, 2 ORDER BY 1, 2
      """;

  private static final String POOLS =
      """
      SELECT pool AS "machine or labels", count(*) AS waiting, min(submitted_at) AS "oldest since",
        count(*) FILTER (WHERE held) AS held
      FROM scheduler.board_job WHERE state = 'QUEUED' GROUP BY pool ORDER BY 2 DESC, 1 LIMIT 100
      """;

  private static final String RUNNING =
      """
      SELECT machine, job, name, project, submitter, state, attempt, begun_at AS "begun"
      FROM scheduler.board_job WHERE state IN (%s) ORDER BY machine
      """
          .formatted(BUSY);

  private static final String LAST =
      """
      SELECT ended_at AS "ended", job, name, project, submitter, machine, state, verdict AS silence,
        error_class AS "whose fault", attempt, ran_seconds AS "ran for, s"
      FROM scheduler.board_job WHERE $__timeFilter(ended_at) ORDER BY ended_at DESC LIMIT 200
      """;

  private static final String DISTURBED =
      """
      SELECT $__timeGroupAlias(ended_at, $__interval), machine AS metric,
        avg(CASE WHEN verdict = 'DISTURBED' THEN 100.0 ELSE 0 END)::double precision AS value
      FROM scheduler.board_job WHERE $__timeFilter(ended_at) AND verdict IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2
      """;

  private static final String PROJECTS =
      """
      SELECT $__timeGroupAlias(ended_at, $__interval), project AS metric, sum(ran_seconds) AS value
      FROM scheduler.board_job WHERE $__timeFilter(ended_at) AND ran_seconds IS NOT NULL
      GROUP BY 1, 2 ORDER BY 1, 2
      """;

  private JobsDashboard() {}

  static Dashboard dashboard() {
    return Dashboard.ofAll(
        "jobs",
        "Tacet: jobs",
        "The queue, and what came of jobs.",
        List.of(
            Panel.numbers("Now", "Jobs that have not ended.", NOW),
            Panel.bars("Ended", "Jobs by the state they ended in.", "short", ENDED)
                .noFinerThan("5m"),
            Panel.lines(
                    "Longest wait",
                    "From submission to the machine's first word, of jobs that began then.",
                    "s",
                    WAITED)
                .noFinerThan("5m"),
            Panel.table("Waiting", "By what they wait for.", POOLS).wide(12),
            Panel.table("At a machine", "Orders that are out.", RUNNING).wide(12),
            Panel.lines(
                    "Disturbed",
                    "Share of the measurements whose silence was disturbed. docs/processes.md",
                    "percent",
                    DISTURBED)
                .noFinerThan("1h"),
            Panel.bars("Machine time by project", "Of jobs that ended then.", "s", PROJECTS)
                .noFinerThan("1h"),
            Panel.table("Ended last", "The last 200 of the time that is shown.", LAST).high(12)));
  }
}
