package io.tacet.cli.dashboard;

import java.util.List;
import java.util.stream.Stream;

/**
 * All machines: what each is doing, whose data stopped arriving, how busy and how warm they are.
 */
final class NodesDashboard {

  private static final String CONDITIONS =
      """
      SELECT condition, count(*) AS machines FROM scheduler.board_machine
      WHERE condition <> 'RETIRED' GROUP BY condition ORDER BY condition
      """;

  /**
   * A machine that measures is silent by intent until its next report is due, and one that is off,
   * stopped or in maintenance has nothing to say.
   */
  private static final String STOPPED =
      """
      SELECT machine, condition, since AS "data stopped at", now() - since AS "for",
        last_status_at AS "last report", status_due_at AS "report was due", last_sample_at AS "last sample"
      FROM (
        SELECT m.machine, m.condition, m.last_status_at, m.status_due_at, a.last_sample_at,
          coalesce(greatest(m.last_status_at, a.last_sample_at), m.registered_at) AS since
        FROM scheduler.board_machine m LEFT JOIN accountant.board_arrival a ON a.machine = m.machine
        WHERE m.condition NOT IN ('RETIRED', 'MAINTENANCE', 'OFF', 'STOPPED', 'WAKING', 'SILENT')
      ) AS heard
      WHERE condition = 'OVERDUE' OR since < now() - interval '10 minutes'
      ORDER BY since
      """;

  private static final String MACHINES =
      """
      SELECT m.machine, m.condition, m.kind, m.job_id AS job, j.name AS "job's name", j.project, m.queued AS waiting,
        m.last_status_at AS "last report", m.status_due_at AS "next report due", a.last_sample_at AS "last sample"
      FROM scheduler.board_machine m
      LEFT JOIN scheduler.board_job j ON j.job = m.job_id
      LEFT JOIN accountant.board_arrival a ON a.machine = m.machine
      WHERE m.condition <> 'RETIRED' ORDER BY m.machine
      """;

  private NodesDashboard() {}

  static Dashboard dashboard() {
    Samples samples = Samples.ofAll();
    return Dashboard.ofAll(
        "nodes",
        "Tacet: nodes",
        "All measurement machines.",
        Stream.of(
                List.of(
                    Panel.numbers(
                        "Machines by state", "See docs/machines.md for the states.", CONDITIONS),
                    Panel.table(
                        "Nodes whose data stopped arriving",
                        "Their promised report is missing, or neither report nor sample has come"
                            + " for 10 minutes. Machines that measure are silent by intent and are"
                            + " not here until their report is overdue; nor are those that are off"
                            + " or in maintenance. Empty is good.",
                        STOPPED),
                    Panel.table("Machines", "What each is doing.", MACHINES).high(10)),
                samples.cpuAndMemory(),
                List.of(
                    Panel.lines(
                        "Hottest sensor",
                        "The greatest temperature of any sensor of the machine.",
                        "celsius",
                        samples.greatest("lmsensors_temperature_component", "100")),
                    samples.power()),
                samples.traffic(
                    "Bytes received and sent, loopback included.", "Bytes read and written."))
            .flatMap(List::stream)
            .toList());
  }
}
