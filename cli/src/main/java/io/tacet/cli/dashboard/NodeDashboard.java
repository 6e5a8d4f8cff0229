package io.tacet.cli.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One machine: what it is at, its busiest processes, its sensors, its jobs. */
final class NodeDashboard {

  /** What the files of single machines begin with. */
  static final String PREFIX = "node-";

  private static final int LONGEST_UID = 40;
  private static final String UID = "tacet-" + PREFIX;

  private static final String CHOICE =
      "SELECT machine FROM scheduler.board_machine WHERE condition <> 'RETIRED' ORDER BY 1";

  private static final String NOW =
      of(
          """
          SELECT m.condition, m.job_id AS job, j.name AS "job's name", j.project, j.submitter, j.state,
            j.begun_at AS "begun", m.queued AS waiting, m.last_status_at AS "last report",
            m.status_due_at AS "next report due", a.last_sample_at AS "last sample"
          FROM scheduler.board_machine m
          LEFT JOIN scheduler.board_job j ON j.job = m.job_id
          LEFT JOIN accountant.board_arrival a ON a.machine = m.machine
          WHERE m.machine = MACHINE
          """);

  /** Begins with what was so when the time that is shown begins. */
  private static final String STATES =
      of(
          """
          SELECT greatest(at, $__timeFrom()::timestamptz) AS "time", state, coalesce(job_id, '-') AS job
          FROM scheduler.board_machine_report
          WHERE machine = MACHINE AND at <= $__timeTo() AND at >= coalesce(
            (SELECT max(at) FROM scheduler.board_machine_report WHERE machine = MACHINE AND at <= $__timeFrom()),
            '-infinity')
          ORDER BY 1
          """);

  private static final String BUSIEST =
      of(
          """
          SELECT detail AS process, max(cpu) AS "CPU, %", max(memory) AS "memory, bytes", max(time) AS seen
          FROM (
            SELECT detail, time, CASE WHEN metric = 'process_cpu_percent_procfs_process' THEN value END AS cpu,
              CASE WHEN metric = 'process_memory_rss_procfs_process' THEN value END AS memory
            FROM accountant.board_sample
            WHERE machine = MACHINE
              AND metric IN ('process_cpu_percent_procfs_process', 'process_memory_rss_procfs_process')
              AND chunk_ended_at >= $__timeFrom() AND chunk_started_at <= $__timeTo() AND $__timeFilter(time)
          ) AS processes
          GROUP BY detail ORDER BY 2 DESC NULLS LAST, 3 DESC NULLS LAST LIMIT 10
          """);

  private static final String JOBS =
      of(
          """
          SELECT ended_at AS "ended", job, name, project, submitter, state, verdict AS silence,
            error_class AS "whose fault", ran_seconds AS "ran for, s"
          FROM scheduler.board_job WHERE machine = MACHINE AND $__timeFilter(ended_at)
          ORDER BY ended_at DESC LIMIT 50
          """);

  private NodeDashboard() {}

  /** One on which the machine is chosen. */
  static Dashboard ofAny() {
    return dashboard("node", "tacet-node", "any node", new Variable.Choice(CHOICE));
  }

  /** One machine's own. */
  static Dashboard of(MachineName machine) {
    String id = machine.id();
    return dashboard(PREFIX + id, uid(id), id, new Variable.Constant(id));
  }

  private static Dashboard dashboard(String file, String uid, String name, Variable variable) {
    return new Dashboard(
        file, uid, "Tacet: " + name, "One measurement machine.", variable, panels());
  }

  private static List<Panel> panels() {
    Samples samples = Samples.ofOne();
    return Stream.of(
            List.of(
                Panel.table("Now", "Its state, and the job it is at.", NOW).high(4),
                Panel.states("State and active job", "What it reported; kept for 90 days.", STATES),
                Panel.table(
                        "Busiest processes",
                        "By the most CPU each had; 100 is one CPU. Looked at while the machine has"
                            + " no job, never while it measures.",
                        BUSIEST)
                    .wide(12),
                Panel.lines(
                        "Processes",
                        "CPU of the busiest, 100 is one CPU. Not while it measures.",
                        "percent",
                        samples.mean("process_cpu_percent_procfs_process", "1"))
                    .noFinerThan("1m")),
            samples.cpuAndMemory(),
            List.of(
                Panel.lines(
                    "Temperatures",
                    "By chip and label.",
                    "celsius",
                    samples.mean("lmsensors_temperature_component", "100")),
                samples.power()),
            samples.traffic(
                "Bytes received and sent, by interface.", "Bytes read and written, by disk."),
            List.of(Panel.table("Jobs that ended", "The last 50 of the time that is shown.", JOBS)))
        .flatMap(List::stream)
        .toList();
  }

  private static String of(String sql) {
    return sql.replace("MACHINE", Variable.NAME);
  }

  private static String uid(String id) {
    String uid = UID + id;
    if (uid.length() <= LONGEST_UID) {
      return uid;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      String end = "-" + HexFormat.of().formatHex(hash).substring(0, 10);
      return uid.substring(0, LONGEST_UID - end.length()) + end;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
