package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.Line;
import io.tacet.accountant.usage.BookingTurn;
import io.tacet.contract.rest.DiscardQuarantine;
import io.tacet.contract.rest.QuarantinedLine;
import io.tacet.contract.rest.ReplayQuarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lines that were put aside. A line lies there once, however often it comes; it is found under the
 * run that put it aside and under the one that met it last. Whoever changes lines has the {@link
 * BookingTurn}, so that nobody waits in a circle. Thread-safe.
 */
@ApplicationScoped
class Quarantine {

  private static final int MOST_SHOWN = 1000;

  private static final String ADD =
      """
      INSERT INTO import_quarantine (run, last_run, source, cluster, digest, line, reason, detail,
        content, cut, quarantined_at)
      SELECT ?, ?, ?, ?, digest, line, reason, detail, content, cut, ?::timestamptz
      FROM (
        SELECT DISTINCT ON (digest) *
        FROM unnest(?::bytea[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::boolean[])
          AS bad (digest, line, reason, detail, content, cut)
        ORDER BY digest, line) once
      ORDER BY line
      ON CONFLICT (source, cluster, digest) DO UPDATE SET last_run = excluded.last_run
        WHERE import_quarantine.last_run <> excluded.last_run
      """;

  private static final String LIST =
      """
      SELECT q.id, q.run, q.source, q.cluster, r.file, q.line, q.reason, q.detail, q.content, q.cut,
        q.quarantined_at, q.settled_at, q.discarded_by, q.discarded_because
      FROM import_quarantine q JOIN import_run r ON r.id = q.run
      WHERE (q.settled_at IS NULL OR ?) AND (?::bigint IS NULL OR ? IN (q.run, q.last_run))
        AND (?::text IS NULL OR q.reason = ?) AND q.id > ?
      ORDER BY q.id LIMIT ?
      """;

  /** Those of digests that are settled. */
  private static final String SETTLED =
      """
      SELECT digest FROM import_quarantine
      WHERE source = ? AND cluster = ? AND digest = ANY (?) AND settled_at IS NOT NULL
      """;

  /** Not settled, and chosen by run, reason or ids; see {@link #choose}. */
  private static final String CHOSEN =
      """
      settled_at IS NULL AND (?::bigint IS NULL OR ? IN (run, last_run)) AND (?::text IS NULL OR reason = ?)
        AND (?::bigint[] IS NULL OR id = ANY (?))""";

  private static final String OPEN =
      """
      SELECT id, run, line, content FROM import_quarantine
      WHERE NOT cut AND id > ? AND %s
      ORDER BY id LIMIT ?
      """
          .formatted(CHOSEN);

  private static final String STILL_OPEN =
      """
      SELECT count(*) FROM import_quarantine WHERE id = ANY (?::bigint[]) AND settled_at IS NULL
      """;

  private static final String SETTLE =
      """
      UPDATE import_quarantine SET settled_at = ? WHERE id = ANY (?::bigint[])
      """;

  private static final String STILL =
      "UPDATE import_quarantine SET reason = ?, detail = ? WHERE id = ?";

  /** One line of the audit for each cluster, as of any change in the ledger. */
  private static final String DISCARD =
      """
      WITH gone AS (
        UPDATE import_quarantine SET settled_at = ?, discarded_by = ?, discarded_because = ?
        WHERE %s
        RETURNING id, cluster, settled_at
      ), told AS (
        INSERT INTO ledger_audit (changed_at, changed_by, what, subject, from_day, new_value)
        SELECT settled_at, ?, 'quarantine', cluster, (settled_at AT TIME ZONE 'UTC')::date,
          jsonb_build_object('discarded', count(*), 'first', min(id), 'last', max(id), 'because',
            ?::text)
        FROM gone GROUP BY cluster, settled_at ORDER BY cluster
      )
      SELECT count(*) FROM gone
      """
          .formatted(CHOSEN);

  /** Puts lines of a run aside; of those that lie there already it notes the run. */
  void add(Connection connection, long run, ImportOrder order, List<BadLine> lines, Instant now)
      throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    Digests digests = new Digests();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setLong(1, run);
      statement.setLong(2, run);
      statement.setString(3, order.source());
      statement.setString(4, order.cluster());
      statement.setObject(5, now.atOffset(ZoneOffset.UTC));
      array(statement, 6, "bytea", lines, line -> digests.of(Line.of(line.content())));
      array(statement, 7, "int8", lines, BadLine::number);
      array(statement, 8, "text", lines, line -> line.reason().words());
      array(statement, 9, "text", lines, line -> line.detail().replace('\0', ' '));
      array(statement, 10, "bytea", lines, BadLine::content);
      array(statement, 11, "bool", lines, BadLine::cut);
      statement.executeUpdate();
    }
  }

  /** Bad lines without those that lie there already and are settled. */
  List<BadLine> unsettled(Connection connection, ImportOrder order, List<BadLine> lines)
      throws SQLException {
    if (lines.isEmpty()) {
      return lines;
    }
    Digests digests = new Digests();
    Set<ByteBuffer> settled = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(SETTLED)) {
      statement.setString(1, order.source());
      statement.setString(2, order.cluster());
      array(statement, 3, "bytea", lines, line -> digests.of(Line.of(line.content())));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          settled.add(ByteBuffer.wrap(rows.getBytes(1)));
        }
      }
    }
    return settled.isEmpty()
        ? lines
        : lines.stream()
            .filter(line -> !settled.contains(ByteBuffer.wrap(digests.of(Line.of(line.content())))))
            .toList();
  }

  /** Lines after an id, the oldest first. */
  List<QuarantinedLine> list(
      Connection connection, ReplayQuarantine filter, boolean settledToo, long after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setBoolean(1, settledToo);
      statement.setObject(2, filter.run(), Types.BIGINT);
      statement.setObject(3, filter.run(), Types.BIGINT);
      statement.setString(4, filter.reason());
      statement.setString(5, filter.reason());
      statement.setLong(6, after);
      statement.setInt(7, most);
      List<QuarantinedLine> lines = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.add(line(rows));
        }
      }
      return lines;
    }
  }

  /** Whole lines not settled yet, after an id. */
  List<OpenLine> open(Connection connection, ReplayQuarantine filter, long after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setLong(1, after);
      choose(statement, 2, filter.run(), filter.reason(), filter.ids());
      statement.setInt(8, most);
      List<OpenLine> lines = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.add(
              new OpenLine(
                  rows.getLong("id"),
                  rows.getLong("run"),
                  rows.getLong("line"),
                  rows.getBytes("content")));
        }
      }
      return lines;
    }
  }

  /** Whether none of these lines was settled since it was read. */
  boolean areOpen(Connection connection, List<OpenLine> lines) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STILL_OPEN)) {
      Object[] ids = lines.stream().map(OpenLine::id).toArray();
      statement.setArray(1, connection.createArrayOf("int8", ids));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) == ids.length;
      }
    }
  }

  /** Says that lines are in order. */
  void settle(Connection connection, List<Long> ids, Instant now) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setArray(2, connection.createArrayOf("int8", ids.toArray()));
      statement.executeUpdate();
    }
  }

  /** Lets lines go; how many did. */
  long discard(Connection connection, DiscardQuarantine order, String user, Instant now)
      throws SQLException {
    BookingTurn.take(connection);
    try (PreparedStatement statement = connection.prepareStatement(DISCARD)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, user);
      statement.setString(3, order.because());
      choose(statement, 4, order.run(), order.reason(), order.ids());
      statement.setString(10, user);
      statement.setString(11, order.because());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Says why a line lies there still. */
  void still(Connection connection, long id, String reason, String detail) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(STILL)) {
      statement.setString(1, reason);
      statement.setString(2, detail);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /** Binds {@link #CHOSEN} from an index on. */
  private static void choose(
      PreparedStatement statement,
      int index,
      @Nullable Long run,
      @Nullable String reason,
      @Nullable List<Long> ids)
      throws SQLException {
    @Nullable Array some =
        ids == null ? null : statement.getConnection().createArrayOf("int8", ids.toArray());
    statement.setObject(index, run, Types.BIGINT);
    statement.setObject(index + 1, run, Types.BIGINT);
    statement.setString(index + 2, reason);
    statement.setString(index + 3, reason);
    statement.setArray(index + 4, some);
    statement.setArray(index + 5, some);
  }

  private static QuarantinedLine line(ResultSet row) throws SQLException {
    OffsetDateTime settled = row.getObject("settled_at", OffsetDateTime.class);
    String text = new String(row.getBytes("content"), UTF_8).replaceAll("\\p{Cntrl}", "\uFFFD");
    return new QuarantinedLine(
        row.getLong("id"),
        row.getLong("run"),
        row.getString("source"),
        row.getString("cluster"),
        row.getString("file"),
        row.getLong("line"),
        row.getString("reason"),
        row.getString("detail"),
        text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text,
        row.getBoolean("cut"),
        row.getObject("quarantined_at", OffsetDateTime.class).toInstant(),
        settled == null ? null : settled.toInstant(),
        row.getString("discarded_by"),
        row.getString("discarded_because"));
  }

  private static void array(
      PreparedStatement statement,
      int index,
      String type,
      List<BadLine> lines,
      Function<BadLine, Object> field)
      throws SQLException {
    Object[] values = type.equals("bytea") ? new byte[lines.size()][] : new Object[lines.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = field.apply(lines.get(i));
    }
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }

  /**
   * A line that can be read again.
   *
   * @param number in its file
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OpenLine(long id, long run, long number, byte[] content) {}
}
