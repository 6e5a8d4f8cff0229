package io.tacet.accountant.usage;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Books the attempts that our own events tell of. Thread-safe. */
@ApplicationScoped
class UsageRecords {

  private static final Logger LOG = Logger.getLogger(UsageRecords.class);

  private static final String FEED =
      """
      SELECT usage_record_id('tacet', '', job_id || '/' || order_id, 0) AS record_id,
        'tacet' AS source, '' AS cluster, NULL::bytea AS digest, job_id, order_id, event_id, attempt::integer, machine, project,
        user_id, outcome, 'epoch'::timestamptz + started_micros * interval '1 microsecond'
          AS started_at,
        'epoch'::timestamptz + ended_micros * interval '1 microsecond' AS ended_at, cpu_micros,
        cpu_source, not_charged, NULL::bigint AS energy_microjoules, ?::timestamptz AS booked_at
      FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
        AS ended (job_id, order_id, event_id, attempt, machine, project, user_id, outcome,
          started_micros, ended_micros, cpu_micros, cpu_source, not_charged)
      """;

  private static final String ADD = Booking.fedBy(FEED);

  private final MeterRegistry metrics;
  private final InstantSource clock;

  UsageRecords(MeterRegistry metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Adds attempts; those whose order has a record already change nothing.
   *
   * @return ids of the records that are new
   */
  List<String> add(Connection connection, List<Attempt> attempts) throws SQLException {
    List<String> added = new ArrayList<>();
    if (attempts.isEmpty()) {
      return added;
    }
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      texts(statement, 2, attempts, Attempt::jobId);
      texts(statement, 3, attempts, Attempt::orderId);
      texts(statement, 4, attempts, Attempt::eventId);
      numbers(statement, 5, attempts, one -> (long) one.attempt());
      texts(statement, 6, attempts, Attempt::machine);
      texts(statement, 7, attempts, Attempt::project);
      texts(statement, 8, attempts, Attempt::user);
      texts(statement, 9, attempts, Attempt::outcome);
      numbers(statement, 10, attempts, one -> micros(one.startedAt()));
      numbers(statement, 11, attempts, one -> micros(one.endedAt()));
      numbers(statement, 12, attempts, Attempt::cpuMicros);
      texts(statement, 13, attempts, Attempt::cpuSource);
      texts(statement, 14, attempts, Attempt::notCharged);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          added.add(row.getString("record_id"));
        }
      }
    }
    repeated(attempts.size() - added.size());
    return added;
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
      Function<Attempt, @Nullable String> field)
      throws SQLException {
    Object[] values = attempts.stream().map(field).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("text", values));
  }

  private static void numbers(
      PreparedStatement statement,
      int index,
      List<Attempt> attempts,
      Function<Attempt, @Nullable Long> field)
      throws SQLException {
    Object[] values = attempts.stream().map(field).toArray();
    statement.setArray(index, statement.getConnection().createArrayOf("int8", values));
  }

  private static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null
        ? null
        : Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
  }
}
