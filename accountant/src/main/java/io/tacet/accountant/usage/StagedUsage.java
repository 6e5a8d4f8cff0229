package io.tacet.accountant.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The door for usage from elsewhere. All in one transaction:
 *
 * <pre>{@code
 * open(connection)          makes the temporary table usage_staging, gone with the transaction
 * COPY usage_staging (…)    the importer's own, as fast as it can
 * book(connection, now)     one statement: inserts what is new, raises the daily sums
 * }</pre>
 *
 * <p>A staged row is known by {@code source} (sge, slurm, …), {@code cluster} (the name the import
 * was given) and {@code record_key} (the fields that make a record unique there). {@code digest} is
 * a hash of the whole record: the same key with the same digest is there already, with another it
 * is a conflict, and its {@code line} is given back for quarantine. {@code cpu_micros} is null
 * exactly when {@code not_charged} says why; {@code cpu_source} says where it comes from,
 * ALLOCATION when processors × time stand in for it. The bounds of {@code usage_record} hold: a row
 * that breaks them fails the whole transaction, so the importer looks first. Thread-safe.
 */
@ApplicationScoped
public class StagedUsage {

  private static final String OPEN =
      """
      CREATE TEMPORARY TABLE usage_staging (
        line               bigint NOT NULL,
        source             text NOT NULL,
        cluster            text NOT NULL,
        record_key         text NOT NULL,
        digest             bytea NOT NULL,
        job_id             text NOT NULL,
        attempt            integer NOT NULL,
        machine            text NOT NULL,
        project            text NOT NULL,
        user_id            text NOT NULL,
        outcome            text NOT NULL,
        started_at         timestamptz,
        ended_at           timestamptz NOT NULL,
        cpu_micros         bigint,
        cpu_source         text NOT NULL,
        not_charged        text,
        energy_microjoules bigint
      ) ON COMMIT DROP
      """;

  /**
   * Of rows with one key the first line is booked; a later one with another digest conflicts. A
   * temporary table that nobody deletes from is read in the order it was written, so that no sort
   * is needed for it.
   */
  private static final String BOOK =
      Booking.fedInTurn(
          """
          SELECT source, cluster, record_key, digest, job_id, NULL::text AS order_id,
            NULL::text AS event_id, attempt, machine, project, user_id, outcome, started_at,
            ended_at, cpu_micros, cpu_source, not_charged, energy_microjoules,
            ?::timestamptz AS booked_at
          FROM usage_staging
          """);

  /**
   * One booking at a time, until its transaction ends: two that meet the same keys in another order
   * would wait for each other in a circle. The number is arbitrary.
   */
  private static final String IN_TURN = "SELECT pg_advisory_xact_lock(7300115)";

  /** Sets aside what a dry run has seen; one row per key. */
  private static final String REMEMBER =
      """
      CREATE TEMPORARY TABLE usage_seen (
        source     text NOT NULL,
        cluster    text NOT NULL,
        record_key text NOT NULL,
        digest     bytea NOT NULL,
        PRIMARY KEY (source, cluster, record_key)
      ) ON COMMIT DROP
      """;

  private static final String SEE =
      """
      WITH seen AS (
        INSERT INTO usage_seen (source, cluster, record_key, digest)
        SELECT source, cluster, record_key, digest FROM usage_staging ORDER BY line
        ON CONFLICT DO NOTHING
        RETURNING source, cluster, record_key
      )
      SELECT count(*) FROM seen WHERE NOT EXISTS (
        SELECT 1 FROM usage_record u WHERE u.source = seen.source AND u.cluster = seen.cluster
          AND u.record_key = seen.record_key)
      """;

  private static final String WOULD_CONFLICT =
      """
      SELECT array_agg(s.line ORDER BY s.line) FROM usage_staging s
      JOIN usage_seen v USING (source, cluster, record_key)
      LEFT JOIN usage_record u USING (source, cluster, record_key)
      WHERE coalesce(u.digest, v.digest) <> s.digest
      """;

  private static final String CONFLICTS =
      """
      SELECT array_agg(s.line ORDER BY s.line) FROM usage_staging s
      JOIN usage_record u USING (source, cluster, record_key)
      WHERE u.digest IS DISTINCT FROM s.digest
      """;

  private static final String COUNT = "SELECT count(*) FROM usage_staging";

  /** Makes the empty table. */
  public void open(Connection connection) throws SQLException {
    execute(connection, OPEN);
  }

  /**
   * Books what is staged; to be committed by the caller.
   *
   * @param now when it became known
   */
  public Booked book(Connection connection, Instant now) throws SQLException {
    long staged = number(connection, COUNT);
    long added;
    execute(connection, IN_TURN);
    try (PreparedStatement statement = connection.prepareStatement(BOOK)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        added = row.getLong(1);
      }
    }
    List<Long> conflicts = added == staged ? List.of() : lines(connection, CONFLICTS);
    return new Booked(staged, added, staged - added - conflicts.size(), conflicts);
  }

  /** Makes the table that {@link #weigh} remembers in; once in a transaction. */
  public void remember(Connection connection) throws SQLException {
    execute(connection, REMEMBER);
  }

  /**
   * What {@link #book} would do with what is staged, and with all that was weighed before in this
   * transaction; books nothing. The staged rows are gone afterwards.
   */
  public Booked weigh(Connection connection) throws SQLException {
    long staged = number(connection, COUNT);
    long added = number(connection, SEE);
    List<Long> conflicts = added == staged ? List.of() : lines(connection, WOULD_CONFLICT);
    execute(connection, "TRUNCATE usage_staging");
    return new Booked(staged, added, staged - added - conflicts.size(), conflicts);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Long> lines(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      Array lines = row.getArray(1);
      return lines == null ? List.of() : List.of((Long[]) lines.getArray());
    }
  }

  /**
   * What became of the staged rows.
   *
   * @param staged rows, count
   * @param added new records, count
   * @param alreadyThere rows whose record was there with the same content, count
   * @param conflicts lines whose key is there with other content
   */
  public record Booked(long staged, long added, long alreadyThere, List<Long> conflicts) {}
}
