package io.tacet.accountant.dated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads dated facts. A fact is closed and followed by another, never overwritten; each
 * change leaves one row in {@code ledger_audit}, in the same transaction. A value is a record whose
 * components, in JSON, have the names of the table's columns. Thread-safe.
 */
@ApplicationScoped
public class DatedFacts {

  /** One writer at a time per kind of fact: changes are rare, and an audit row tells what was. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('ledger ' || ?))";

  private static final String PRESENT =
      "SELECT %s::text FROM %s f WHERE %s = ? AND from_day = ? AND known_to IS NULL";

  /** A clock that was set back must not close a fact before it began. */
  private static final String CLOSE =
      """
      UPDATE %s SET known_to = greatest(?, known_from)
      WHERE %s = ? AND from_day = ? AND known_to IS NULL
      """;

  private static final String ADD =
      """
      INSERT INTO %1$s (%2$s, from_day, known_from, %3$s)
      SELECT ?, ?, greatest(?, (SELECT max(known_to) FROM %1$s WHERE %2$s = ? AND from_day = ?)), %3$s
      FROM jsonb_populate_record(NULL::%1$s, ?::jsonb)
      """;

  private static final String AUDIT =
      """
      INSERT INTO ledger_audit (changed_at, changed_by, what, subject, from_day, old_value, new_value)
      VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
      """;

  private static final String LIST =
      """
      SELECT %1$s AS subject, from_day, %2$s::text AS value FROM %3$s f
      WHERE known_from <= ?::timestamptz AND (known_to IS NULL OR known_to > ?::timestamptz)
        AND (?::text IS NULL OR %1$s = ?)
      ORDER BY %1$s, from_day
      """;

  private final ObjectMapper json =
      JsonMapper.builder()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /** Sets what holds from a day on; does nothing when it is so already. */
  public <T> void put(Connection connection, FactTable table, Fact<T> fact, Change change)
      throws SQLException {
    lock(connection, table);
    String text = write(fact.value());
    String old = present(connection, table, fact.subject(), fact.from());
    if (old != null && same(old, text)) {
      return;
    }
    close(connection, table, fact.subject(), fact.from(), change);
    String sql = ADD.formatted(table.table(), table.subject(), table.columns());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, fact.subject());
      statement.setObject(2, fact.from());
      statement.setObject(3, change.at().atOffset(ZoneOffset.UTC));
      statement.setString(4, fact.subject());
      statement.setObject(5, fact.from());
      statement.setString(6, text);
      statement.executeUpdate();
    }
    audit(connection, table, fact.subject(), fact.from(), old, text, change);
  }

  /**
   * Takes back what was said to hold from a day on, as if it had never been said; what was known
   * before stays known before.
   *
   * @return whether there was something to take back
   */
  public boolean withdraw(
      Connection connection, FactTable table, String subject, LocalDate from, Change change)
      throws SQLException {
    lock(connection, table);
    String old = present(connection, table, subject, from);
    if (old == null) {
      return false;
    }
    close(connection, table, subject, from, change);
    audit(connection, table, subject, from, old, null, change);
    return true;
  }

  /** All facts of a table, or of one subject, by subject and day. */
  public <T> List<Fact<T>> list(
      Connection connection, FactTable table, @Nullable String subject, Known known, Class<T> type)
      throws SQLException {
    String sql = LIST.formatted(table.subject(), table.json("f"), table.table());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, known.sql());
      statement.setString(2, known.sql());
      statement.setString(3, subject);
      statement.setString(4, subject);
      List<Fact<T>> facts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          facts.add(
              new Fact<>(
                  rows.getString("subject"),
                  rows.getObject("from_day", LocalDate.class),
                  read(rows.getString("value"), type)));
        }
      }
      return facts;
    }
  }

  private static void lock(Connection connection, FactTable table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setString(1, table.what());
      statement.execute();
    }
  }

  private static @Nullable String present(
      Connection connection, FactTable table, String subject, LocalDate from) throws SQLException {
    String sql = PRESENT.formatted(table.json("f"), table.table(), table.subject());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, subject);
      statement.setObject(2, from);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static void close(
      Connection connection, FactTable table, String subject, LocalDate from, Change change)
      throws SQLException {
    String sql = CLOSE.formatted(table.table(), table.subject());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, change.at().atOffset(ZoneOffset.UTC));
      statement.setString(2, subject);
      statement.setObject(3, from);
      statement.executeUpdate();
    }
  }

  private static void audit(
      Connection connection,
      FactTable table,
      String subject,
      LocalDate from,
      @Nullable String old,
      @Nullable String now,
      Change change)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(AUDIT)) {
      statement.setObject(1, change.at().atOffset(ZoneOffset.UTC));
      statement.setString(2, change.by());
      statement.setString(3, table.what());
      statement.setString(4, subject);
      statement.setObject(5, from);
      statement.setString(6, old);
      statement.setString(7, now);
      statement.executeUpdate();
    }
  }

  private boolean same(String one, String other) {
    try {
      return json.readTree(one).equals(json.readTree(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Facts can be written", e);
    }
  }

  private <T> T read(String value, Class<T> type) {
    try {
      return json.readValue(value, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Facts that were written can be read", e);
    }
  }
}
