package io.tacet.accountant.usage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The door for usage from elsewhere, in the caller's transaction and in two steps:
 *
 * <pre>{@code
 * insert   looks up which rows are there already, unless all should be new; COPY of the others into
 *          usage_record, in the order of their ids. If one is there after all nothing of it holds,
 *          and it looks again
 * raise    takes the turn of those who book, then raises the daily sums
 * }</pre>
 *
 * <p>Whoever inserts may wait for another who inserts the same record, and whoever raises for
 * another who raises, but never the first for the second's turn: records are taken in one order and
 * before the turn. (Our own events take the turn first; nobody else writes theirs.) So nobody waits
 * in a circle, however many import, and the rows of one transaction can be inserted while those of
 * another are raised. A caller that inserts twice does so in the order of source and cluster, and
 * before it raises.
 *
 * <p>A row is known by {@code record_id}, a hash of {@code source} (sge, slurm, …), {@code cluster}
 * (the name the import was given) and the fields that make a record unique there. {@code digest} is
 * a hash of the whole record: the same key with the same digest is there already, with another it
 * is a conflict, and its line is given back for quarantine. {@code cpu_micros} is null exactly when
 * {@code not_charged} says why; {@code cpu_source} says where it comes from, ALLOCATION when
 * processors × time stand in for it. The bounds of {@code usage_record} hold: a row that breaks
 * them fails the whole transaction, so the importer looks first. Thread-safe.
 */
@ApplicationScoped
public class StagedUsage {

  /** Columns of staged rows. */
  public static final String COLUMNS =
      "record_id, source, cluster, digest, job_id, attempt, machine, project, user_id, outcome,"
          + " started_at, ended_at, day, cpu_micros, cpu_source, not_charged, several_nodes,"
          + " booked_at";

  /**
   * Looked up one by one: for a block of lines nobody is to read millions of records. OFFSET keeps
   * it from being made another kind of join.
   */
  private static final String LOOK =
      """
      SELECT s.place - 1 AS place, coalesce(u.digest, '') AS digest
      FROM unnest(?::uuid[]) WITH ORDINALITY AS s (record_id, place)
      CROSS JOIN LATERAL (
        SELECT u.digest FROM %s u WHERE u.record_id = s.record_id OFFSET 0) u
      """;

  private static final String LOOK_BOOKED = LOOK.formatted("usage_record");
  private static final String LOOK_SEEN = LOOK.formatted("usage_seen");

  /** What a dry run has seen; one row per key. */
  private static final String REMEMBER =
      """
      CREATE TEMPORARY TABLE usage_seen (
        record_id uuid PRIMARY KEY,
        digest    bytea NOT NULL
      ) ON COMMIT DROP
      """;

  private static final String SEE =
      "INSERT INTO usage_seen (record_id, digest) SELECT * FROM unnest(?::uuid[], ?::bytea[])";

  /** PostgreSQL's unique_violation. */
  private static final String THERE_ALREADY = "23505";

  /**
   * Inserts what is new.
   *
   * @param likelyNew whether all of it should be; then it costs what COPY costs
   */
  public Inserted insert(Connection connection, StagedRows rows, boolean likelyNew)
      throws SQLException {
    Fates fates = new Fates(rows);
    if (!likelyNew) {
      look(connection, LOOK_BOOKED, fates);
    }
    int[] places = fates.freshPlaces();
    while (places.length > 0 && !isCopied(connection, rows, places)) {
      look(connection, LOOK_BOOKED, fates);
      int[] fewer = fates.freshPlaces();
      if (fewer.length == places.length) {
        throw new SQLException("a record is there and can't be found", THERE_ALREADY);
      }
      places = fewer;
    }
    return new Inserted(rows, places, fates.booked());
  }

  /** Raises the daily sums by what was inserted. From here on others wait until the commit. */
  public void raise(Connection connection, Inserted inserted) throws SQLException {
    BookingTurn.take(connection);
    if (inserted.places.length > 0) {
      inserted.rows.sums(inserted.places).raise(connection);
    }
  }

  /** Makes the table that {@link #weigh} remembers in; once in a transaction. */
  public void remember(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(REMEMBER);
    }
  }

  /**
   * What would become of rows, after all that were weighed before in this transaction; books
   * nothing.
   */
  public Booked weigh(Connection connection, StagedRows rows) throws SQLException {
    Fates fates = new Fates(rows);
    look(connection, LOOK_BOOKED, fates);
    look(connection, LOOK_SEEN, fates);
    try (PreparedStatement statement = connection.prepareStatement(SEE)) {
      statement.setArray(1, connection.createArrayOf("uuid", fates.freshIds()));
      statement.setArray(2, connection.createArrayOf("bytea", fates.freshDigests()));
      statement.executeUpdate();
    }
    return fates.booked();
  }

  /** False if one was there already: then none is copied. */
  private static boolean isCopied(Connection connection, StagedRows rows, int[] places)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    boolean copied = true;
    try {
      rows.copy(connection, places);
    } catch (SQLException e) {
      if (!THERE_ALREADY.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      copied = false;
    }
    connection.releaseSavepoint(before);
    return copied;
  }

  private static void look(Connection connection, String query, Fates fates) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("uuid", fates.freshIds()));
      List<Integer> indexes = new ArrayList<>();
      List<byte[]> digests = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          indexes.add(row.getInt(1));
          digests.add(row.getBytes(2));
        }
      }
      fates.there(indexes, digests);
    }
  }

  /** What was inserted, to be raised in the same transaction. */
  public static final class Inserted {
    private final StagedRows rows;
    private final int[] places;
    private final Booked booked;

    private Inserted(StagedRows rows, int[] places, Booked booked) {
      this.rows = rows;
      this.places = places;
      this.booked = booked;
    }

    /** What became of the rows. */
    public Booked booked() {
      return booked;
    }
  }

  /**
   * What became of staged rows.
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
