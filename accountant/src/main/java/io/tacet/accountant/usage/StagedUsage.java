package io.tacet.accountant.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * The door for usage from elsewhere, in the caller's transaction. Two ways lead in:
 *
 * <pre>{@code
 * bookNew   COPY usage_record, then the sums, which the importer has added up; of one key that is
 *           there already nothing of it holds, and it goes the other way
 * book      COPY into a temporary table; one statement inserts what is new and raises the sums by it
 * }</pre>
 *
 * <p>The first costs what COPY costs and is for rows that should all be new; the second is for all
 * others. Whichever way: a row is known by {@code record_id}, a hash of {@code source} (sge, slurm,
 * …), {@code cluster} (the name the import was given) and the fields that make a record unique
 * there. {@code digest} is a hash of the whole record: the same key with the same digest is there
 * already, with another it is a conflict, and its line is given back for quarantine. {@code
 * cpu_micros} is null exactly when {@code not_charged} says why; {@code cpu_source} says where it
 * comes from, ALLOCATION when processors × time stand in for it. The bounds of {@code usage_record}
 * hold: a row that breaks them fails the whole transaction, so the importer looks first.
 * Thread-safe.
 */
@ApplicationScoped
public class StagedUsage {

  /** Columns of staged rows. */
  public static final String COLUMNS =
      "record_id, source, cluster, digest, job_id, attempt, machine, project, user_id, outcome,"
          + " started_at, ended_at, day, cpu_micros, cpu_source, not_charged, booked_at";

  private static final String OPEN =
      """
      CREATE TEMPORARY TABLE usage_staging (
        record_id   uuid NOT NULL,
        source      text NOT NULL,
        cluster     text NOT NULL,
        digest      bytea NOT NULL,
        job_id      text NOT NULL,
        attempt     integer NOT NULL,
        machine     text NOT NULL,
        project     text NOT NULL,
        user_id     text NOT NULL,
        outcome     text NOT NULL,
        started_at  timestamptz,
        ended_at    timestamptz NOT NULL,
        day         date NOT NULL,
        cpu_micros  bigint,
        cpu_source  text NOT NULL,
        not_charged text,
        booked_at   timestamptz NOT NULL
      ) ON COMMIT DROP
      """;

  /**
   * Of rows with one key the first is booked; a later one with another digest conflicts. A
   * temporary table that nobody deletes from is read in the order it was written, so that no sort
   * is needed for it.
   */
  private static final String BOOK =
      Booking.fedInTurn(
          """
          SELECT record_id, source, cluster, digest, job_id, NULL::text AS order_id,
            NULL::text AS event_id, attempt, machine, project, user_id, outcome, started_at,
            ended_at, cpu_micros, cpu_source, not_charged, NULL::bigint AS energy_microjoules,
            booked_at
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
        record_id uuid PRIMARY KEY,
        digest    bytea NOT NULL
      ) ON COMMIT DROP
      """;

  private static final String SEE =
      """
      WITH seen AS (
        INSERT INTO usage_seen (record_id, digest)
        SELECT record_id, digest FROM usage_staging
        ON CONFLICT DO NOTHING
        RETURNING record_id
      )
      SELECT count(*) FROM seen WHERE (
        SELECT 1 FROM usage_record u WHERE u.record_id = seen.record_id) IS NULL
      """;

  /**
   * Looked up one by one: nothing is known of how many rows a temporary table has, and for a block
   * of lines nobody is to read millions of records. OFFSET keeps it from being made a join.
   */
  private static final String ITS_DIGEST =
      "(SELECT u.digest FROM usage_record u WHERE u.record_id = s.record_id OFFSET 0)";

  /** In the order they were written, as above. */
  private static final String IN_PLACE =
      "(SELECT row_number() OVER () - 1 AS place, record_id, digest FROM usage_staging)";

  private static final String WOULD_CONFLICT =
      """
      SELECT array_agg(s.place ORDER BY s.place) FROM %s s
      JOIN usage_seen v USING (record_id)
      LEFT JOIN LATERAL %s u ON true
      WHERE coalesce(u.digest, v.digest) <> s.digest
      """
          .formatted(IN_PLACE, ITS_DIGEST);

  private static final String CONFLICTS =
      """
      SELECT array_agg(s.place ORDER BY s.place) FROM %s s
      CROSS JOIN LATERAL %s u
      WHERE u.digest IS DISTINCT FROM s.digest
      """
          .formatted(IN_PLACE, ITS_DIGEST);

  /** PostgreSQL's unique_violation. */
  private static final String THERE_ALREADY = "23505";

  /** Books rows that should all be new; if one of them is not, as {@link #book} does. */
  public Booked bookNew(Connection connection, StagedRows rows) throws SQLException {
    execute(connection, IN_TURN);
    Savepoint before = connection.setSavepoint();
    try {
      rows.copy(connection, "usage_record");
    } catch (SQLException e) {
      if (THERE_ALREADY.equals(e.getSQLState())) {
        connection.rollback(before);
        return book(connection, rows);
      }
      throw e;
    }
    connection.releaseSavepoint(before);
    rows.sums().raise(connection);
    return new Booked(rows.count(), rows.count(), 0, List.of());
  }

  /** Books of rows what is new. */
  public Booked book(Connection connection, StagedRows rows) throws SQLException {
    execute(connection, OPEN);
    rows.copy(connection, "usage_staging");
    execute(connection, IN_TURN);
    long added = number(connection, BOOK);
    Booked booked =
        told(rows, added, added == rows.count() ? List.of() : places(connection, CONFLICTS));
    execute(connection, "DROP TABLE usage_staging");
    return booked;
  }

  /** Makes the tables that {@link #weigh} remembers in; once in a transaction. */
  public void remember(Connection connection) throws SQLException {
    execute(connection, OPEN);
    execute(connection, REMEMBER);
  }

  /**
   * What {@link #book} would do with rows, after all that were weighed before in this transaction;
   * books nothing.
   */
  public Booked weigh(Connection connection, StagedRows rows) throws SQLException {
    rows.copy(connection, "usage_staging");
    long added = number(connection, SEE);
    List<Long> places = added == rows.count() ? List.of() : places(connection, WOULD_CONFLICT);
    execute(connection, "TRUNCATE usage_staging");
    return told(rows, added, places);
  }

  private static Booked told(StagedRows rows, long added, List<Long> places) {
    List<Long> lines = places.stream().map(place -> rows.line(Math.toIntExact(place))).toList();
    return new Booked(rows.count(), added, rows.count() - added - lines.size(), lines);
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

  private static List<Long> places(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      Array places = row.getArray(1);
      return places == null ? List.of() : List.of((Long[]) places.getArray());
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
  public record Booked(long staged, long added, long alreadyThere, List<Long> conflicts) {

    /** Whether all of them were new. */
    public boolean allNew() {
      return added == staged;
    }
  }
}
