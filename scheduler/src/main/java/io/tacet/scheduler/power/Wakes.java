package io.tacet.scheduler.power;

import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.machine.MachineControl;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the machines that are being woken. Each step is a compare and set, so of several
 * schedulers one takes it. The row is deleted by the machine's next report. Thread-safe.
 */
@ApplicationScoped
class Wakes {

  private final Sql sql;

  Wakes(Sql sql) {
    this.sql = sql;
  }

  /**
   * Begins with the machines that turned themselves off and have an order waiting. Looks at those
   * that are off and at one order each; how many jobs wait does not matter.
   *
   * @return those that are new
   */
  List<String> wantThoseWithWork(Instant now) {
    return sql.query(
        """
        INSERT INTO machine_wakes (machine, wanted_at, wanted_by, due_at)
        SELECT r.machine, ?, ?, ? FROM machine_reports r JOIN machines m ON m.id = r.machine
        CROSS JOIN LATERAL (
          SELECT o.id FROM jobs o WHERE o.machine = r.machine AND o.state = 'DISPATCHED'
            AND NOT o.closing LIMIT 1) waits
        WHERE r.state = 'POWERING_OFF' AND m.active AND m.mac_addresses <> '{}'
        ON CONFLICT DO NOTHING RETURNING machine
        """,
        row -> row.text("machine"),
        now,
        MachineControl.SCHEDULER,
        now);
  }

  /** Begins, or begins again. */
  void want(String machine, String user, Instant now) {
    sql.update(
        """
        INSERT INTO machine_wakes (machine, wanted_at, wanted_by, due_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (machine) DO UPDATE SET wanted_at = excluded.wanted_at,
          wanted_by = excluded.wanted_by, packets = 0, due_at = excluded.due_at, message = NULL
        """,
        machine,
        now,
        user,
        now);
  }

  /** Leaves off where the order that was the reason is no longer there. */
  void dropThoseWithoutWork() {
    sql.update(
        """
        DELETE FROM machine_wakes w WHERE wanted_by = ? AND NOT EXISTS (
          SELECT 1 FROM jobs o WHERE o.machine = w.machine AND o.state = 'DISPATCHED')
        """,
        MachineControl.SCHEDULER);
  }

  /** Where something is to be done now. */
  List<Wake> due(Instant now) {
    return sql.query(
        """
        SELECT w.machine, w.packets, w.due_at, m.mac_addresses
        FROM machine_wakes w JOIN machines m ON m.id = w.machine
        WHERE w.due_at <= ? ORDER BY w.due_at
        """,
        Wakes::wake,
        now);
  }

  /**
   * Takes the next step; whoever gets true, and nobody else, does it.
   *
   * @param next when there is something to do again; null: never, it is given up
   */
  boolean take(
      Wake wake, int packets, @Nullable Instant next, @Nullable String message, Instant now) {
    return sql.update(
            """
            UPDATE machine_wakes SET packets = ?, due_at = ?, message = coalesce(?, message),
              sent_at = CASE WHEN packets < ? THEN ? ELSE sent_at END
            WHERE machine = ? AND packets = ? AND due_at = ?
            """,
            packets,
            next,
            message,
            packets,
            now,
            wake.machine(),
            wake.packets(),
            wake.due())
        == 1;
  }

  /** What went wrong with the last packet. */
  void note(String machine, String message) {
    sql.update("UPDATE machine_wakes SET message = ? WHERE machine = ?", message, machine);
  }

  private static Wake wake(Row row) throws SQLException {
    return new Wake(
        row.text("machine"),
        List.of(row.texts("mac_addresses")),
        row.number("packets"),
        row.time("due_at"));
  }

  /** A machine that is being woken. Immutable. */
  record Wake(String machine, List<String> macs, int packets, Instant due) {}
}
