package io.tacet.accountant.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.accountant.imports.record.Digests;
import io.tacet.accountant.imports.record.Line;
import io.tacet.contract.rest.DiscardQuarantine;
import io.tacet.contract.rest.QuarantinedLine;
import io.tacet.contract.rest.ReplayQuarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lines that were put aside. A line lies there once, however often it comes. Thread-safe. */
@ApplicationScoped
class Quarantine {

  private static final int MOST_SHOWN = 1000;

  private static final String ADD =
      """
      INSERT INTO import_quarantine (run, source, cluster, digest, line, reason, detail, content,
        cut, quarantined_at)
      SELECT ?, ?, ?, digest, line, reason, detail, content, cut, ?::timestamptz
      FROM unnest(?::bytea[], ?::bigint[], ?::text[], ?::text[], ?::bytea[], ?::boolean[])
        AS bad (digest, line, reason, detail, content, cut)
      ORDER BY line
      ON CONFLICT DO NOTHING
      """;

  private static final String LIST =
      """
      SELECT q.id, q.run, q.source, q.cluster, r.file, q.line, q.reason, q.detail, q.content, q.cut,
        q.quarantined_at, q.settled_at, q.discarded_by, q.discarded_because
      FROM import_quarantine q JOIN import_run r ON r.id = q.run
      WHERE (q.settled_at IS NULL OR ?) AND (?::bigint IS NULL OR q.run = ?)
        AND (?::text IS NULL OR q.reason = ?) AND q.id > ?
      ORDER BY q.id LIMIT ?
      """;

  private static final String OPEN =
      """
      SELECT id, run, line, content FROM import_quarantine
      WHERE settled_at IS NULL AND NOT cut AND (?::bigint IS NULL OR run = ?)
        AND (?::text IS NULL OR reason = ?) AND (?::bigint[] IS NULL OR id = ANY (?)) AND id > ?
      ORDER BY id LIMIT ? FOR UPDATE
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
        WHERE settled_at IS NULL AND (?::bigint IS NULL OR run = ?)
          AND (?::text IS NULL OR reason = ?) AND (?::bigint[] IS NULL OR id = ANY (?))
        RETURNING id, cluster, settled_at
      ), told AS (
        INSERT INTO ledger_audit (changed_at, changed_by, what, subject, from_day, new_value)
        SELECT settled_at, ?, 'quarantine', cluster, (settled_at AT TIME ZONE 'UTC')::date,
          jsonb_build_object('discarded', count(*), 'first', min(id), 'last', max(id), 'because',
            ?::text)
        FROM gone GROUP BY cluster, settled_at ORDER BY cluster
      )
      SELECT count(*) FROM gone
      """;

  /** Puts lines of a run aside; those that lie there already change nothing. */
  void add(Connection connection, long run, ImportOrder order, List<BadLine> lines, Instant now)
      throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    Digests digests = new Digests();
    try (PreparedStatement statement = connection.prepareStatement(ADD)) {
      statement.setLong(1, run);
      statement.setString(2, order.source());
      statement.setString(3, order.cluster());
      statement.setObject(4, now.atOffset(ZoneOffset.UTC));
      array(statement, 5, "bytea", lines, line -> digests.of(Line.of(line.content())));
      array(statement, 6, "int8", lines, BadLine::number);
      array(statement, 7, "text", lines, line -> line.reason().words());
      array(statement, 8, "text", lines, line -> line.detail().replace('\0', ' '));
      array(statement, 9, "bytea", lines, BadLine::content);
      array(statement, 10, "bool", lines, BadLine::cut);
      statement.executeUpdate();
    }
  }

  /** Lines after an id, the oldest first. */
  List<QuarantinedLine> list(
      Connection connection, ReplayQuarantine filter, boolean settledToo, long after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LIST)) {
      statement.setBoolean(1, settledToo);
      statement.setObject(2, filter.run(), java.sql.Types.BIGINT);
      statement.setObject(3, filter.run(), java.sql.Types.BIGINT);
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

  /** Whole lines not settled yet, after an id; they are locked until the transaction ends. */
  List<OpenLine> open(Connection connection, ReplayQuarantine filter, long after, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPEN)) {
      java.sql.@org.jspecify.annotations.Nullable Array ids =
          filter.ids() == null ? null : connection.createArrayOf("int8", filter.ids().toArray());
      statement.setObject(1, filter.run(), java.sql.Types.BIGINT);
      statement.setObject(2, filter.run(), java.sql.Types.BIGINT);
      statement.setString(3, filter.reason());
      statement.setString(4, filter.reason());
      statement.setArray(5, ids);
      statement.setArray(6, ids);
      statement.setLong(7, after);
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
    try (PreparedStatement statement = connection.prepareStatement(DISCARD)) {
      java.sql.@org.jspecify.annotations.Nullable Array ids =
          order.ids() == null ? null : connection.createArrayOf("int8", order.ids().toArray());
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setString(2, user);
      statement.setString(3, order.because());
      statement.setObject(4, order.run(), java.sql.Types.BIGINT);
      statement.setObject(5, order.run(), java.sql.Types.BIGINT);
      statement.setString(6, order.reason());
      statement.setString(7, order.reason());
      statement.setArray(8, ids);
      statement.setArray(9, ids);
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
