package io.tacet.accountant.usage;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Writes usage records and, by the same statement, raises the daily rollup by those that were
 * really new. Thread-safe.
 */
@ApplicationScoped
class UsageRecords {

  private static final Logger LOG = Logger.getLogger(UsageRecords.class);

  /**
   * Ordered, so that two writers that raise the same days don't wait for each other in a circle.
   */
  private static final String ADD =
      """
      WITH added AS (
        INSERT INTO usage_record (job_id, order_id, event_id, attempt, machine, project, user_id,
          outcome, ended_at, day, cpu_micros, cpu_source, not_charged)
        SELECT job_id, order_id, event_id, attempt, machine, project, user_id, outcome,
          'epoch'::timestamptz + ended_micros * interval '1 microsecond', day::date, cpu_micros,
          cpu_source, not_charged
        FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
            ?::text[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[])
          AS ended (job_id, order_id, event_id, attempt, machine, project, user_id, outcome,
            ended_micros, day, cpu_micros, cpu_source, not_charged)
        ORDER BY job_id, order_id
        ON CONFLICT (job_id, order_id) DO NOTHING
        RETURNING day, machine, project, user_id, cpu_micros, not_charged
      ), raised AS (
        INSERT INTO usage_day AS known (day, machine, project, user_id, attempts, not_charged,
          cpu_micros)
        SELECT day, machine, project, user_id, count(*), count(not_charged),
          coalesce(sum(cpu_micros), 0)
        FROM added GROUP BY day, machine, project, user_id ORDER BY day, machine, project, user_id
        ON CONFLICT (day, machine, project, user_id) DO UPDATE SET
          attempts = known.attempts + excluded.attempts,
          not_charged = known.not_charged + excluded.not_charged,
          cpu_micros = known.cpu_micros + excluded.cpu_micros
      )
      SELECT count(*) FROM added
      """;

  private final MeterRegistry metrics;

  UsageRecords(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** Adds attempts; those whose order has a record already change nothing. */
  void add(Connection connection, List<Attempt> attempts) throws SQLException {
    if (attempts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      texts(statement, 1, attempts, Attempt::jobId);
      texts(statement, 2, attempts, Attempt::orderId);
      texts(statement, 3, attempts, Attempt::eventId);
      numbers(statement, 4, attempts, one -> (long) one.attempt());
      texts(statement, 5, attempts, Attempt::machine);
      texts(statement, 6, attempts, Attempt::project);
      texts(statement, 7, attempts, Attempt::user);
      texts(statement, 8, attempts, Attempt::outcome);
      numbers(statement, 9, attempts, one -> micros(one.endedAt()));
      texts(statement, 10, attempts, one -> one.day().toString());
      numbers(statement, 11, attempts, Attempt::cpuMicros);
      texts(statement, 12, attempts, Attempt::cpuSource);
      texts(statement, 13, attempts, Attempt::notCharged);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        repeated(attempts.size() - row.getInt(1));
      }
    }
  }

  private void repeated(int count) {
    if (count > 0) {
      metrics.counter("tacet.usage.repeated").increment(count);
      LOG.infof("%d outcomes came again and change nothing", count);
    }
  }

  private static void texts(
      PreparedStatement statement,
      int index,
      List<Attempt> attempts,
      Function<Attempt, @org.jspecify.annotations.Nullable String> field)
      throws SQLException {
    Object[] values = attempts.stream().map(field).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("text", values));
  }

  private static void numbers(
      PreparedStatement statement,
      int index,
      List<Attempt> attempts,
      Function<Attempt, @org.jspecify.annotations.Nullable Long> field)
      throws SQLException {
    Object[] values = attempts.stream().map(field).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("int8", values));
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }
}
