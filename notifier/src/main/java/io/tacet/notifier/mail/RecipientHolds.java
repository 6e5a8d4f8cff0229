package io.tacet.notifier.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Recipients whose mail was turned away for now. While one is held none of its mails is tried, so
 * that many mails to one who can't get them take no time from the others. Thread-safe; statements
 * run in the caller's transaction.
 */
@ApplicationScoped
class RecipientHolds {

  private static final String FAILURES = "SELECT failures FROM recipient_hold WHERE recipient = ?";

  private static final String HOLD =
      """
      INSERT INTO recipient_hold AS held (recipient, failures, held_until) VALUES (?, 1, ?)
      ON CONFLICT (recipient) DO UPDATE SET failures = held.failures + 1,
        held_until = excluded.held_until
      """;

  /** How often in a row it was turned away; 0 when it is not held. */
  int failures(Connection connection, String recipient) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FAILURES)) {
      statement.setString(1, recipient);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getInt(1) : 0;
      }
    }
  }

  void hold(Connection connection, String recipient, Instant until) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLD)) {
      statement.setString(1, recipient);
      statement.setObject(2, until.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  void release(Connection connection, String recipient) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM recipient_hold WHERE recipient = ?")) {
      statement.setString(1, recipient);
      statement.executeUpdate();
    }
  }
}
