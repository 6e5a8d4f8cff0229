package io.tacet.scheduler.machine;

import io.tacet.contract.rest.Machine;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.MachineFacts;
import io.tacet.schema.MachineStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What machines say of themselves: the last of it. Thread-safe. */
@ApplicationScoped
public class MachineReports {

  private static final long LONGEST_PROMISE_MICROS = 400L * 24 * 3600 * 1_000_000;

  private final Sql sql;
  private final Json json;
  private final MachineHistory history;

  MachineReports(Sql sql, Json json, MachineHistory history) {
    this.sql = sql;
    this.json = json;
    this.history = history;
  }

  /**
   * Keeps a report.
   *
   * @param at when it came, by the broker's clock
   * @return false when there is no such machine
   */
  public boolean keep(MachineStatus status, Instant at) {
    Long within = status.getNextStatusWithinMicros();
    Instant due =
        within == null
            ? null
            : at.plus(Math.max(0, Math.min(within, LONGEST_PROMISE_MICROS)), ChronoUnit.MICROS);
    MachineFacts facts = status.getFacts();
    history.report(status, message(status), at);
    // Whatever it says: it is there, so nobody need wake it
    sql.update("DELETE FROM machine_wakes WHERE machine = ?", status.getMachine());
    return sql.update(
            """
            INSERT INTO machine_reports (machine, event_id, state, job_id, last_status_at,
                                         status_due_at, message, facts)
            SELECT id, ?, ?, ?, ?, ?, ?, ?::jsonb FROM machines WHERE id = ?
            ON CONFLICT (machine) DO UPDATE SET event_id = excluded.event_id,
              state = excluded.state, job_id = excluded.job_id,
              last_status_at = excluded.last_status_at, status_due_at = excluded.status_due_at,
              message = excluded.message, overdue_told = false,
              facts = coalesce(excluded.facts, machine_reports.facts)
            """,
            status.getEventId(),
            status.getState().name(),
            status.getJobId(),
            at,
            due,
            message(status),
            facts == null ? null : json.write(facts(facts)),
            status.getMachine())
        == 1;
  }

  private static @Nullable String message(MachineStatus status) {
    return status.getMessage() == null ? null : status.getMessage().replace("\0", "");
  }

  /** Whether operators know already that this machine is overdue. */
  public boolean isOverdueTold(String machine) {
    return sql.first(
            "SELECT overdue_told FROM machine_reports WHERE machine = ?",
            row -> row.truth("overdue_told"),
            machine)
        .orElse(false);
  }

  /** Operators know now; whether they did not before. */
  public boolean overdueTold(String machine) {
    return sql.update(
            "UPDATE machine_reports SET overdue_told = true WHERE machine = ? AND NOT overdue_told",
            machine)
        == 1;
  }

  private static Machine.Facts facts(MachineFacts facts) {
    return new Machine.Facts(
        facts.getHostname(),
        facts.getCpuModel(),
        facts.getLogicalCpus(),
        facts.getPhysicalCores(),
        facts.getMemoryBytes(),
        facts.getKernel(),
        facts.getArchitecture(),
        facts.getOperatingSystem(),
        facts.getWorkerVersion());
  }
}
