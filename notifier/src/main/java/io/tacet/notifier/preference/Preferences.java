package io.tacet.notifier.preference;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** What each user has chosen. Thread-safe; statements run in the caller's transaction. */
@ApplicationScoped
public class Preferences {

  private static final String SET =
      """
      INSERT INTO preference (user_id, choice, changed_at) VALUES (?, ?, ?)
      ON CONFLICT (user_id) DO UPDATE SET choice = excluded.choice, changed_at = excluded.changed_at
      """;

  /** The user's choice; all for one who has not chosen. */
  public Choice of(Connection connection, String user) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT choice FROM preference WHERE user_id = ?")) {
      statement.setString(1, user);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Choice.valueOf(row.getString(1)) : Choice.ALL;
      }
    }
  }

  void set(Connection connection, String user, Choice choice, Instant at) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SET)) {
      statement.setString(1, user);
      statement.setString(2, choice.name());
      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }
}
