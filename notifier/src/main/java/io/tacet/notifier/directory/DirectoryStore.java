package io.tacet.notifier.directory;

import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryProject;
import io.tacet.schema.DirectoryUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Keeps users and projects as the directory topic last said. An entry older than what is stored (by
 * the broker's time) changes nothing. Thread-safe.
 */
@ApplicationScoped
class DirectoryStore implements EventStore<DirectoryEntry> {

  private static final String PUT_USER =
      """
      INSERT INTO directory_user AS known (id, mail, role, active, recorded_at, token_hashes)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET mail = excluded.mail, role = excluded.role,
        active = excluded.active, recorded_at = excluded.recorded_at,
        token_hashes = excluded.token_hashes
      WHERE known.recorded_at <= excluded.recorded_at
      """;

  private static final String PUT_PROJECT =
      """
      INSERT INTO directory_project AS known (id, watchers, recorded_at)
      VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET watchers = excluded.watchers,
        recorded_at = excluded.recorded_at
      WHERE known.recorded_at <= excluded.recorded_at
      """;

  private static final String CAUGHT_UP =
      "INSERT INTO directory_read (caught_up_at) VALUES (now()) ON CONFLICT DO NOTHING";

  private final AddressListener listener;

  DirectoryStore(AddressListener listener) {
    this.listener = listener;
  }

  @Override
  public String topic(Topics topics) {
    return topics.directory();
  }

  @Override
  public Class<DirectoryEntry> type() {
    return DirectoryEntry.class;
  }

  @Override
  public boolean hasTombstones() {
    return true;
  }

  @Override
  public void store(Connection connection, List<Received<DirectoryEntry>> events)
      throws SQLException {
    for (Received<DirectoryEntry> received : events) {
      DirectoryEntry entry = received.event();
      if (entry == null) {
        remove(connection, received.key());
      } else if (entry.getUser() != null) {
        put(connection, entry.getUser(), received.recordedAt());
      } else if (entry.getProject() != null) {
        put(connection, entry.getProject(), received.recordedAt());
      }
    }
  }

  @Override
  public void caughtUp(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CAUGHT_UP)) {
      statement.executeUpdate();
    }
  }

  private void put(Connection connection, DirectoryUser user, Instant at) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_USER)) {
      statement.setString(1, user.getId());
      statement.setString(2, user.getMail());
      statement.setString(3, user.getRole().name());
      statement.setBoolean(4, user.getActive());
      statement.setObject(5, at.atOffset(ZoneOffset.UTC));
      statement.setArray(
          6, connection.createArrayOf("text", user.getTokenHashes().toArray(String[]::new)));
      statement.executeUpdate();
    }
    listener.addressKnown(connection, user.getId());
  }

  private static void put(Connection connection, DirectoryProject project, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_PROJECT)) {
      statement.setString(1, project.getId());
      statement.setArray(
          2, connection.createArrayOf("text", project.getWatchers().toArray(String[]::new)));
      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static void remove(Connection connection, String key) throws SQLException {
    String table =
        key.startsWith("USER:")
            ? "directory_user"
            : key.startsWith("PROJECT:") ? "directory_project" : "";
    if (!table.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
        statement.setString(1, key.substring(key.indexOf(':') + 1));
        statement.executeUpdate();
      }
    }
  }
}
