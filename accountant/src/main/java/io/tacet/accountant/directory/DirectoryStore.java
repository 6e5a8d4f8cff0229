package io.tacet.accountant.directory;

import io.tacet.contract.topic.Topics;
import io.tacet.intake.EventStore;
import io.tacet.intake.Received;
import io.tacet.schema.DirectoryEntry;
import io.tacet.schema.DirectoryMachine;
import io.tacet.schema.DirectoryUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Keeps users and machines as the directory topic last said. An entry older than what is stored (by
 * the broker's time) changes nothing. Projects are not kept: nothing here asks for them.
 * Thread-safe.
 */
@ApplicationScoped
class DirectoryStore implements EventStore<DirectoryEntry> {

  private static final String PUT_USER =
      """
      INSERT INTO directory_user AS known (id, role, projects, token_hashes, active, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET role = excluded.role, projects = excluded.projects,
        token_hashes = excluded.token_hashes, active = excluded.active,
        recorded_at = excluded.recorded_at
      WHERE known.recorded_at <= excluded.recorded_at
      """;

  private static final String PUT_MACHINE =
      """
      INSERT INTO directory_machine AS known (id, active, recorded_at)
      VALUES (?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET active = excluded.active, recorded_at = excluded.recorded_at
      WHERE known.recorded_at <= excluded.recorded_at
      """;

  private static final String CAUGHT_UP =
      "INSERT INTO directory_read (caught_up_at) VALUES (now()) ON CONFLICT DO NOTHING";

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
      } else if (entry.getMachine() != null) {
        put(connection, entry.getMachine(), received.recordedAt());
      }
    }
  }

  @Override
  public void caughtUp(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CAUGHT_UP)) {
      statement.executeUpdate();
    }
  }

  private static void put(Connection connection, DirectoryUser user, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_USER)) {
      statement.setString(1, user.getId());
      statement.setString(2, user.getRole().name());
      statement.setObject(3, user.getProjects().toArray(String[]::new));
      statement.setObject(4, user.getTokenHashes().toArray(String[]::new));
      statement.setBoolean(5, user.getActive());
      statement.setObject(6, at.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static void put(Connection connection, DirectoryMachine machine, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PUT_MACHINE)) {
      statement.setString(1, machine.getId());
      statement.setBoolean(2, machine.getActive());
      statement.setObject(3, at.atOffset(ZoneOffset.UTC));
      statement.executeUpdate();
    }
  }

  private static void remove(Connection connection, String key) throws SQLException {
    String table =
        key.startsWith("USER:")
            ? "directory_user"
            : key.startsWith("MACHINE:") ? "directory_machine" : "";
    if (!table.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement("DELETE FROM " + table + " WHERE id = ?")) {
        statement.setString(1, key.substring(key.indexOf(':') + 1));
        statement.executeUpdate();
      }
    }
  }
}
