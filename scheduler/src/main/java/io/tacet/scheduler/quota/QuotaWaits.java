package io.tacet.scheduler.quota;

import com.fasterxml.jackson.core.type.TypeReference;
import io.tacet.scheduler.database.Json;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.machine.Pools;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes jobs out of a machine's way whose submitter has not enough quota there, and back. A job
 * that names the machine pauses till the next month. One that names labels goes to a pool without
 * that machine, so that the others may still take it, and pauses when there is none. The
 * submitter's jobs behind it go along, or each would cost a claim. Thread-safe.
 */
@ApplicationScoped
public class QuotaWaits {

  private static final Logger LOG = Logger.getLogger(QuotaWaits.class);
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
  private static final int MOST_ASIDE = 1000;
  private static final int MOST_BACK = 100;

  /** What waits for quota now, by what it waits for; what does not any more is without marks. */
  private static final String ENOUGH_NOW =
      """
      SELECT k.submitter, k.pool, k.origin, k.needs FROM (
        SELECT submitter, pool, coalesce(quota_pool, pool) AS origin, quota_needs AS needs,
               not_before IS NOT NULL AS pauses
        FROM jobs WHERE quota_wait IS NOT NULL AND state = 'QUEUED' GROUP BY 1, 2, 3, 4, 5) k
      WHERE NOT k.pauses AND k.pool = k.origin OR EXISTS (
        SELECT 1 FROM machine_pools p JOIN machines m ON m.id = p.machine AND m.active
        LEFT JOIN quotas q ON q.user_id = k.submitter AND q.machine = p.machine
        LEFT JOIN quota_use u
          ON u.user_id = q.user_id AND u.machine = q.machine AND u.month = ?::date
        WHERE p.pool = k.origin
          AND (k.pauses OR NOT EXISTS (
            SELECT 1 FROM machine_pools n WHERE n.pool = k.pool AND n.machine = p.machine))
          AND (q.machine IS NULL OR q.seconds_per_month * 1000000 - coalesce(u.used_micros, 0)
            - coalesce(u.reserved_micros, 0) >= k.needs * 1000000))
      """;

  private final Sql sql;
  private final Json json;
  private final Transactions transactions;
  private final Quotas quotas;
  private final Pools pools;
  private final InstantSource clock;

  QuotaWaits(
      Sql sql,
      Json json,
      Transactions transactions,
      Quotas quotas,
      Pools pools,
      InstantSource clock) {
    this.sql = sql;
    this.json = json;
    this.transactions = transactions;
    this.quotas = quotas;
    this.pools = pools;
    this.clock = clock;
  }

  /**
   * A job has not found enough quota on a machine.
   *
   * @param pool where it waits
   * @param seconds its time limit, s
   */
  public void putAside(String job, String user, String pool, String machine, long seconds) {
    transactions.run(
        () -> {
          // One at a time for a machine: two that move the same jobs would lock them crosswise
          sql.query(
              "SELECT id FROM machines WHERE id = ? FOR NO KEY UPDATE",
              row -> row.text("id"),
              machine);
          quotas
              .balance(user, machine)
              .filter(balance -> !balance.has(seconds))
              .ifPresent(balance -> putAside(job, pool, seconds, balance));
        });
  }

  private void putAside(String job, String pool, long seconds, Balance balance) {
    List<String> others = pool.startsWith("{") ? others(pool, seconds, balance) : List.of();
    boolean pauses = others.isEmpty();
    String to = pauses ? pool : pools.of(Pools.labels(json.read(pool, LABELS)), others);
    int moved =
        sql.update(
            """
            UPDATE jobs SET quota_wait = ?, quota_needs = lane.seconds, message = ?, not_before = ?,
              quota_pool = CASE WHEN ? THEN jobs.quota_pool ELSE coalesce(jobs.quota_pool, pool) END,
              pool = ?
            FROM (
              SELECT l.id, (l.definition->>'timeLimitSeconds')::bigint AS seconds FROM (
                SELECT j.* FROM jobs j JOIN jobs one ON one.id = ? AND j.rank = one.rank
                  AND j.project = one.project
                WHERE j.pool = ? AND j.ready ORDER BY j.position LIMIT ?) l
              WHERE l.submitter = ? AND (l.definition->>'timeLimitSeconds')::bigint >= ?
              UNION SELECT id, (definition->>'timeLimitSeconds')::bigint FROM jobs WHERE id = ?) lane
            WHERE jobs.id = lane.id AND jobs.ready AND jobs.pool = ?
            """,
            balance.machine(),
            pauses ? balance.waits() : null,
            pauses ? balance.month().end() : null,
            pauses,
            to,
            job,
            pool,
            MOST_ASIDE,
            balance.user(),
            seconds,
            job,
            pool);
    LOG.infof(
        "%d jobs of user %s wait for quota on machine %s, job %s among them",
        moved, balance.user(), balance.machine(), job);
  }

  /** Machines of a pool on which the user has so many seconds. */
  private List<String> others(String pool, long seconds, Balance balance) {
    return sql
        .query(
            """
            SELECT p.machine FROM machine_pools p JOIN machines m ON m.id = p.machine
            WHERE p.pool = ? AND m.active AND p.machine <> ? ORDER BY p.machine
            """,
            row -> row.text("machine"),
            pool,
            balance.machine())
        .stream()
        .filter(
            machine ->
                quotas.balance(balance.user(), machine).map(one -> one.has(seconds)).orElse(true))
        .toList();
  }

  /** Lets jobs go on for which there is enough again; how many. */
  int letGoOn() {
    Instant now = clock.instant();
    sql.update(
        """
        UPDATE jobs SET quota_wait = NULL, quota_needs = NULL, pool = coalesce(quota_pool, pool),
          quota_pool = NULL WHERE quota_wait IS NOT NULL AND state <> 'QUEUED'
        """);
    int moved = 0;
    for (Kind kind : sql.query(ENOUGH_NOW, QuotaWaits::kind, Month.at(now).day())) {
      moved += letGoOn(kind);
    }
    return moved;
  }

  private int letGoOn(Kind kind) {
    return sql.update(
        """
        UPDATE jobs SET quota_wait = NULL, quota_needs = NULL, not_before = NULL,
          window_wait = false, message = CASE WHEN held_by IS NULL THEN NULL ELSE message END,
          pool = coalesce(quota_pool, pool), quota_pool = NULL
        WHERE id IN (
          SELECT id FROM jobs WHERE submitter = ? AND quota_wait IS NOT NULL AND state = 'QUEUED'
            AND pool = ? AND coalesce(quota_pool, pool) = ? AND quota_needs = ?
          ORDER BY position LIMIT ? FOR NO KEY UPDATE SKIP LOCKED)
        """,
        kind.submitter(),
        kind.pool(),
        kind.origin(),
        kind.needs(),
        MOST_BACK);
  }

  private static Kind kind(io.tacet.scheduler.database.Row row) throws java.sql.SQLException {
    return new Kind(
        row.text("submitter"), row.text("pool"), row.text("origin"), row.longOrNull("needs"));
  }

  private record Kind(String submitter, String pool, String origin, @Nullable Long needs) {}
}
