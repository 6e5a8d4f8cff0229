package io.tacet.accountant.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions to the copy of the directory. Thread-safe. */
@ApplicationScoped
public class Directory {

  private static final String BY_TOKEN =
      """
      SELECT id, role, projects FROM directory_user
      WHERE active AND token_hashes @> ARRAY[?]::text[]
      ORDER BY id LIMIT 1
      """;

  /**
   * Whether the topic has once been read to its end; before that, nobody is known to be missing.
   */
  public boolean isRead(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM directory_read");
        ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }

  /** The active user who holds the token with this hash. */
  public Optional<Person> byTokenHash(Connection connection, String hash) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BY_TOKEN)) {
      statement.setString(1, hash);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Person(
                    row.getString(1),
                    row.getString(2),
                    List.of((String[]) row.getArray(3).getArray())))
            : Optional.empty();
      }
    }
  }

  /** Whether the directory names the machine, retired or not. */
  public boolean knowsMachine(Connection connection, String machine) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM directory_machine WHERE id = ?")) {
      statement.setString(1, machine);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Those of some ids that are no active users. */
  public List<String> notActive(Connection connection, List<String> ids) throws SQLException {
    List<String> strangers = new ArrayList<>(ids);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM directory_user WHERE active AND id = ANY (?)")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          strangers.remove(row.getString(1));
        }
      }
    }
    return strangers;
  }

  /**
   * A user.
   *
   * @param role name of a {@code Role}
   * @param projects ids of the user's projects
   */
  public record Person(String id, String role, List<String> projects) {}
}
