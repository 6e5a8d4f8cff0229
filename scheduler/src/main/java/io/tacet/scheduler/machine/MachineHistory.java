package io.tacet.scheduler.machine;

import io.tacet.contract.rest.MachineEvent;
import io.tacet.scheduler.database.Sql;
import io.tacet.schema.MachineStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has become of machines: the states they reported, and who changed what of them. Written in
 * the transaction that changes it. Thread-safe.
 */
@ApplicationScoped
public class MachineHistory {

  private final Sql sql;

  MachineHistory(Sql sql) {
    this.sql = sql;
  }

  /** A machine's word, kept if its state or its job is another one than before. */
  void report(MachineStatus status, @Nullable String message, Instant at) {
    sql.update(
        """
        INSERT INTO machine_history (machine, at, kind, what, was, is_now, said_by, message, job_id)
        SELECT m.id, ?, 'REPORT', 'state', r.state, ?, m.id, ?, ?
        FROM machines m LEFT JOIN machine_reports r ON r.machine = m.id
        WHERE m.id = ? AND (r.state, r.job_id) IS DISTINCT FROM (?, ?)
        """,
        at,
        status.getState().name(),
        message,
        status.getJobId(),
        status.getMachine(),
        status.getState().name(),
        status.getJobId());
  }

  /** Entries of a machine before a position, the newest first; null: all kinds. */
  List<Entry> of(String machine, @Nullable String kind, @Nullable Long before, int limit) {
    return sql.query(
        """
        SELECT position, at, kind, what, was, is_now, said_by, message, job_id FROM machine_history
        WHERE machine = ? AND position < ? AND (?::text IS NULL OR kind = ?)
        ORDER BY position DESC LIMIT ?
        """,
        row ->
            new Entry(
                row.longNumber("position"),
                new MachineEvent(
                    row.time("at"),
                    row.text("kind"),
                    row.text("what"),
                    row.textOrNull("was"),
                    row.textOrNull("is_now"),
                    row.text("said_by"),
                    row.textOrNull("message"),
                    row.textOrNull("job_id"))),
        machine,
        before == null ? Long.MAX_VALUE : before,
        kind,
        kind,
        limit);
  }

  /** Forgets what machines reported before this time; what people changed is kept for good. */
  void forgetReportsBefore(Instant time) {
    sql.update("DELETE FROM machine_history WHERE kind = 'REPORT' AND at < ?", time);
  }

  /** Somebody changed something. */
  public void change(Change change, Instant at) {
    sql.update(
        """
        INSERT INTO machine_history (machine, at, kind, what, was, is_now, said_by, message)
        VALUES (?, ?, 'CHANGE', ?, ?, ?, ?, ?)
        """,
        change.machine(),
        at,
        change.what(),
        change.was(),
        change.now(),
        change.by(),
        change.reason());
  }

  /** An entry and where it stands. Immutable. */
  record Entry(long position, MachineEvent event) {}

  /**
   * A change. Immutable.
   *
   * @param what which of its properties: duty, quarantine, description …
   * @param was what it was; null: nothing
   * @param now what it is; null: nothing
   * @param by a user, or {@link MachineControl#SCHEDULER}
   */
  public record Change(
      String machine,
      String what,
      @Nullable String was,
      @Nullable String now,
      String by,
      @Nullable String reason) {}
}
