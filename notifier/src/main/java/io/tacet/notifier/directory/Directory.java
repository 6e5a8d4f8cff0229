package io.tacet.notifier.directory;

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

  private static final String OPERATORS =
      "SELECT id FROM directory_user WHERE active AND role IN ('OPERATOR', 'ADMIN') ORDER BY id";

  private static final String BY_TOKEN =
      """
      SELECT id, mail, role IN ('OPERATOR', 'ADMIN') FROM directory_user
      WHERE active AND token_hashes @> ARRAY[?]::text[]
      ORDER BY id LIMIT 1
      """;

  private static final String WATCHERS =
      "SELECT unnest(watchers) FROM directory_project WHERE id = ? ORDER BY 1";

  /**
   * Whether the topic has once been read to its end; before that, nobody is known to be missing.
   */
  public boolean isRead(Connection connection) throws SQLException {
    return exists(connection, "SELECT 1 FROM directory_read", null);
  }

  /** The user's entry; empty when the directory does not name the user. */
  public Optional<Person> person(Connection connection, String user) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT mail, active FROM directory_user WHERE id = ?")) {
      statement.setString(1, user);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Person(row.getString(1), row.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  /** The active user whose API token has this hash. */
  public Optional<Caller> byTokenHash(Connection connection, String hash) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BY_TOKEN)) {
      statement.setString(1, hash);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Caller(row.getString(1), row.getString(2), row.getBoolean(3)))
            : Optional.empty();
      }
    }
  }

  /**
   * Ids of all active operators; administrators may do what operators do, so they are among them.
   */
  public List<String> operators(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OPERATORS)) {
      return ids(statement);
    }
  }

  /** Whether the directory names the project. */
  public boolean knowsProject(Connection connection, String project) throws SQLException {
    return exists(connection, "SELECT 1 FROM directory_project WHERE id = ?", project);
  }

  /** Ids of the users who watch a project. */
  public List<String> watchers(Connection connection, String project) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WATCHERS)) {
      statement.setString(1, project);
      return ids(statement);
    }
  }

  private static boolean exists(
      Connection connection, String query, @org.jspecify.annotations.Nullable String id)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      if (id != null) {
        statement.setString(1, id);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  private static List<String> ids(PreparedStatement statement) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /**
   * Someone who asks the REST interface.
   *
   * @param mail address as the directory has it
   * @param operator administrators, too
   */
  public record Caller(String user, String mail, boolean operator) {}

  /**
   * Someone who can get mail.
   *
   * @param mail address as the directory has it
   * @param active false: kept for history, gets no mail
   */
  public record Person(String mail, boolean active) {}
}
