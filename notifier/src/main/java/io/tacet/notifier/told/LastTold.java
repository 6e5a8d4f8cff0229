package io.tacet.notifier.told;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * When something was told last, and whether it still lasts. Thread-safe, also between processes;
 * statements run in the caller's transaction.
 */
@ApplicationScoped
public class LastTold {

  private static final String TELL =
      """
      INSERT INTO last_told AS last (what, told_at, open) VALUES (?, ?, true)
      ON CONFLICT (what) DO UPDATE SET told_at = excluded.told_at, open = true
      WHERE NOT last.open AND last.told_at <= ?
      """;

  /**
   * Whether to tell now; if so it counts as told. Not while it lasts since it was told last, and
   * not sooner after that than this.
   */
  public boolean mayTell(Connection connection, String what, Instant now, Duration again)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TELL)) {
      statement.setString(1, what);
      statement.setObject(2, now.atOffset(ZoneOffset.UTC));
      statement.setObject(3, now.minus(again).atOffset(ZoneOffset.UTC));
      return statement.executeUpdate() == 1;
    }
  }

  /** It is over; the next time is another one. */
  public void over(Connection connection, String what) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE last_told SET open = false WHERE what = ? AND open")) {
      statement.setString(1, what);
      statement.executeUpdate();
    }
  }
}
