package io.tacet.embedded.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Makes roles, databases and schemas, as the administrator. Does nothing twice. */
final class Databases {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]+");

  /** Opens a connection as the administrator. */
  interface Administrator {
    Connection connect(String database) throws SQLException;
  }

  private final Administrator administrator;

  Databases(Administrator administrator) {
    this.administrator = administrator;
  }

  void createRoles(String database, Passwords passwords) throws SQLException {
    try (Connection connection = administrator.connect(database);
        Statement statement = connection.createStatement()) {
      for (ServiceRole role : ServiceRole.values()) {
        String user = role.user();
        String password = passwords.of(user);
        if (!PASSWORD.matcher(password).matches()) {
          throw new SQLException("the password of " + user + " holds characters it must not hold");
        }
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user)) {
          statement.execute("CREATE ROLE " + user + " LOGIN");
        }
        // Neither takes a parameter.
        statement.execute("ALTER ROLE " + user + " PASSWORD '" + password + "'");
        statement.execute("ALTER ROLE " + user + " SET search_path = " + user);
      }
    }
  }

  /** Makes a database with a schema per role, from a connection to {@code other}. */
  void create(String name, String other) throws SQLException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" can't be the name of a database: a-z, 0-9 and _ only, a letter first");
    }
    try (Connection connection = administrator.connect(other);
        Statement statement = connection.createStatement()) {
      if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
        statement.execute("CREATE DATABASE " + name);
      }
    }
    try (Connection connection = administrator.connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
      for (ServiceRole role : ServiceRole.values()) {
        String user = role.user();
        statement.execute("GRANT CONNECT, TEMPORARY ON DATABASE " + name + " TO " + user);
        statement.execute("CREATE SCHEMA IF NOT EXISTS " + user + " AUTHORIZATION " + user);
      }
    }
  }

  void drop(String name, String other) throws SQLException {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" is not the name of a database");
    }
    try (Connection connection = administrator.connect(other);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
