package io.tacet.scheduler.quota;

import io.tacet.scheduler.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reserves time for an order and settles it when the order is over, in the month in which it was
 * reserved. Both are part of the transaction that moves the job. Thread-safe.
 *
 * <pre>{@code
 * dispatch: used + reserved + time limit <= granted ?  reserved += time limit : the job waits
 * outcome:  reserved -= time limit;  used += min(what was used, time limit)
 * }</pre>
 *
 * <p>So used + reserved never go beyond what was granted at the time of the last reservation.
 */
@ApplicationScoped
public class Reservations {

  /**
   * One conditional statement: whether it fits is decided with the row locked. The grant is locked,
   * too, so that it is not lowered meanwhile.
   */
  private static final String RESERVE =
      """
      WITH granted AS MATERIALIZED (
        SELECT seconds_per_month * 1000000 AS micros FROM quotas
        WHERE user_id = ? AND machine = ? FOR SHARE),
      taken AS (
        INSERT INTO quota_use AS u (user_id, machine, month, reserved_micros)
        SELECT ?, ?, ?::date, ? FROM granted WHERE granted.micros >= ?
        ON CONFLICT (user_id, machine, month) DO UPDATE
          SET reserved_micros = u.reserved_micros + excluded.reserved_micros
          WHERE u.used_micros + u.reserved_micros + excluded.reserved_micros
            <= (SELECT micros FROM granted)
        RETURNING 1)
      SELECT (SELECT count(*) FROM granted) AS limited, (SELECT count(*) FROM taken) AS taken
      """;

  private final Sql sql;

  Reservations(Sql sql) {
    this.sql = sql;
  }

  /**
   * Reserves a job's whole time limit.
   *
   * @param seconds the time limit, s
   * @return false when not as much is left: the job may not go to the machine now
   */
  public boolean reserve(String job, String user, String machine, long seconds, Instant now) {
    long micros = TimeUnit.SECONDS.toMicros(seconds);
    String month = Month.at(now).day();
    Taken taken =
        sql.query(
                RESERVE,
                row -> new Taken(row.number("limited") == 1, row.number("taken") == 1),
                user,
                machine,
                user,
                machine,
                month,
                micros,
                micros)
            .get(0);
    if (taken.limited() && taken.fits()) {
      sql.update(
          """
          UPDATE jobs SET quota_month = ?::date, quota_micros = ?, quota_wait = NULL,
            quota_needs = NULL, pool = coalesce(quota_pool, pool), quota_pool = NULL WHERE id = ?
          """,
          month,
          micros,
          job);
    }
    return !taken.limited() || taken.fits();
  }

  /** Whether one of these users has a limit on the machine at the same place. */
  public boolean isAnyLimited(List<String> users, List<String> machines) {
    return sql.query(
            """
            SELECT EXISTS (SELECT FROM unnest(?::text[], ?::text[]) AS o (u, m)
              JOIN quotas q ON q.user_id = o.u AND q.machine = o.m) AS limited
            """,
            row -> row.truth("limited"),
            users.toArray(String[]::new),
            machines.toArray(String[]::new))
        .get(0);
  }

  /** A job's order is over; nothing when nothing was reserved for it. */
  public void settle(String job, Duration used) {
    sql.update(
        """
        WITH open AS (
          SELECT id, submitter, machine, quota_month, quota_micros FROM jobs
          WHERE id = ? AND quota_micros IS NOT NULL FOR NO KEY UPDATE),
        closed AS (
          UPDATE jobs SET quota_month = NULL, quota_micros = NULL FROM open
          WHERE jobs.id = open.id RETURNING 1)
        UPDATE quota_use u SET reserved_micros = u.reserved_micros - open.quota_micros,
          used_micros = u.used_micros + least(open.quota_micros, greatest(0, ?::bigint))
        FROM open WHERE u.user_id = open.submitter AND u.machine = open.machine
          AND u.month = open.quota_month
        """,
        job,
        TimeUnit.MICROSECONDS.convert(used));
  }

  private record Taken(boolean limited, boolean fits) {}
}
