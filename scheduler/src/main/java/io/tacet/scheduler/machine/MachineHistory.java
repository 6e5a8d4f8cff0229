package io.tacet.scheduler.machine;

import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has become of machines: the states they reported, and who changed what of them. Written in
 * the transaction that changes it. Thread-safe.
 */
@ApplicationScoped
class MachineHistory {

  private final Sql sql;

  MachineHistory(Sql sql) {
    this.sql = sql;
  }

  /** Somebody changed something. */
  void change(Change change, Instant at) {
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

  /**
   * A change. Immutable.
   *
   * @param what which of its properties: duty, quarantine, description …
   * @param was what it was; null: nothing
   * @param now what it is; null: nothing
   * @param by a user, or {@link MachineControl#SCHEDULER}
   */
  record Change(
      String machine,
      String what,
      @Nullable String was,
      @Nullable String now,
      String by,
      @Nullable String reason) {}
}
