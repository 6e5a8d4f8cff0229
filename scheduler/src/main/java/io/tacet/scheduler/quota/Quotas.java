package io.tacet.scheduler.quota;

import io.tacet.contract.rest.Quota;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.database.Row;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.page.Tags.Condition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is granted to whom, and what is left of it this month. Thread-safe. */
@ApplicationScoped
public class Quotas {

  /** A user and a machine in a text; neither holds a slash. */
  private static final String KEY = "q.user_id || '/' || q.machine";

  private static final String SELECT =
      """
      SELECT q.user_id, q.machine, q.seconds_per_month, q.set_by, coalesce(u.used_micros, 0) AS used,
             coalesce(u.reserved_micros, 0) AS reserved,
             (SELECT count(*) FROM jobs j WHERE j.quota_wait = q.machine
              AND j.submitter = q.user_id AND j.state = 'QUEUED') AS waiting
      FROM quotas q LEFT JOIN quota_use u
        ON u.user_id = q.user_id AND u.machine = q.machine AND u.month = ?::date
      """;

  private final Sql sql;
  private final InstantSource clock;
  private final Transactions transactions;

  Quotas(Sql sql, InstantSource clock, Transactions transactions) {
    this.sql = sql;
    this.clock = clock;
    this.transactions = transactions;
  }

  /** The quota of a user on a machine; empty: there is no limit. */
  Optional<Quota> find(String user, String machine) {
    return sql.first(
        SELECT + " WHERE q.user_id = ? AND q.machine = ?", this::view, month(), user, machine);
  }

  /** Quotas by user and machine, after this one, of a user or a machine or all. */
  List<Quota> list(
      @Nullable String user, @Nullable String machine, @Nullable String after, int limit) {
    return sql.query(
        SELECT
            + " WHERE (?::text IS NULL OR q.user_id = ?) AND (?::text IS NULL OR q.machine = ?) AND "
            + KEY
            + " > ? ORDER BY "
            + KEY
            + " LIMIT ?",
        this::view,
        month(),
        user,
        user,
        machine,
        machine,
        after == null ? "" : after,
        limit);
  }

  /** What the list goes by. */
  static String key(Quota quota) {
    return quota.user() + "/" + quota.machine();
  }

  /** What a user has of a machine now; empty: there is no limit. */
  Optional<Balance> balance(String user, String machine) {
    Month month = Month.at(clock.instant());
    return sql.first(
        SELECT + " WHERE q.user_id = ? AND q.machine = ?",
        row ->
            new Balance(
                row.text("user_id"),
                row.text("machine"),
                month,
                row.longNumber("seconds_per_month"),
                row.longNumber("used"),
                row.longNumber("reserved")),
        month.day(),
        user,
        machine);
  }

  /**
   * Grants so many seconds a month; whether there was no limit before.
   *
   * @throws ProblemException 412 when it is not as it was seen
   */
  boolean set(String user, String machine, long seconds, String by, Condition condition) {
    return transactions.call(
        () -> {
          check(user, machine, condition);
          return sql.query(
                  """
                  INSERT INTO quotas (user_id, machine, seconds_per_month, set_by, set_at)
                  VALUES (?, ?, ?, ?, ?)
                  ON CONFLICT (user_id, machine) DO UPDATE SET
                    seconds_per_month = excluded.seconds_per_month, set_by = excluded.set_by,
                    set_at = excluded.set_at
                  RETURNING xmax = 0 AS added
                  """,
                  row -> row.truth("added"),
                  user,
                  machine,
                  seconds,
                  by,
                  clock.instant())
              .get(0);
        });
  }

  /**
   * There is no limit any more; whether there was one.
   *
   * @throws ProblemException 412 when it is not as it was seen
   */
  boolean remove(String user, String machine, Condition condition) {
    return transactions.call(
        () -> {
          check(user, machine, condition);
          return sql.update("DELETE FROM quotas WHERE user_id = ? AND machine = ?", user, machine)
              == 1;
        });
  }

  /** Where there is none yet, no tag can be right, so there is nothing to lock. */
  private void check(String user, String machine, Condition condition) {
    List<Boolean> unused =
        sql.query(
            "SELECT FROM quotas WHERE user_id = ? AND machine = ? FOR UPDATE",
            row -> Boolean.TRUE,
            user,
            machine);
    condition.check(find(user, machine).orElse(null));
  }

  private String month() {
    return Month.at(clock.instant()).day();
  }

  private Quota view(Row row) throws SQLException {
    Month month = Month.at(clock.instant());
    Balance balance =
        new Balance(
            row.text("user_id"),
            row.text("machine"),
            month,
            row.longNumber("seconds_per_month"),
            row.longNumber("used"),
            row.longNumber("reserved"));
    return new Quota(
        balance.user(),
        balance.machine(),
        balance.granted(),
        month.toString(),
        seconds(balance.usedMicros()),
        seconds(balance.reservedMicros()),
        seconds(Math.max(0, balance.leftMicros())),
        row.longNumber("waiting"),
        month.end(),
        row.text("set_by"));
  }

  private static double seconds(long micros) {
    return micros / (double) Balance.MICROS;
  }
}
