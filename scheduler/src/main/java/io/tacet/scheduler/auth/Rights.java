package io.tacet.scheduler.auth;

import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;

/**
 * What a user may use, whatever the role: the machines and the kinds of schedule that are listed
 * for the user, or all of them if none is. Looked up each time. Thread-safe.
 */
@ApplicationScoped
public class Rights {

  /** Names of the kinds of schedule there are. */
  public static final List<String> SCHEDULE_MODES =
      List.of("ONCE", "DAILY", "WEEKLY", "CRON", "COMMIT", "TAG");

  private final Sql sql;

  Rights(Sql sql) {
    this.sql = sql;
  }

  /** Whether a user may have jobs measured on a machine. */
  public boolean mayUse(String user, String machine) {
    List<String> listed = machines(user);
    return listed.isEmpty() || listed.contains(machine);
  }

  /** Whether a user may make schedules of this kind, by its name. */
  public boolean maySchedule(String user, String mode) {
    List<String> listed =
        sql.query(
            "SELECT mode FROM user_schedule_modes WHERE user_id = ?",
            row -> row.text("mode"),
            user);
    return listed.isEmpty() || listed.contains(mode.toUpperCase(Locale.ROOT));
  }

  /** The only machines a user may use, ascending; empty: all. */
  public List<String> machines(String user) {
    return sql.query(
        "SELECT machine FROM user_machines WHERE user_id = ? ORDER BY machine",
        row -> row.text("machine"),
        user);
  }
}
