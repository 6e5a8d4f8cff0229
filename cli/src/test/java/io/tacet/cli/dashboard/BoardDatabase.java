package io.tacet.cli.dashboard;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.PartName;
import io.tacet.embedded.postgres.ServiceRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.Flyway;

/**
 * A PostgreSQL with the tables of scheduler and accountant, some rows in them, and Grafana's role.
 */
public final class BoardDatabase implements AutoCloseable {

  private static final String PASSWORD = "for-tests-only";
  private static final Path SQL = Path.of("../deploy/grafana/role.sql");

  private static final EmbeddedCluster CLUSTER =
      EmbeddedCluster.builder().parts(Set.of(PartName.POSTGRES)).durable(false).start();

  private final String name;

  private BoardDatabase(String name) {
    this.name = name;
    CLUSTER.postgres().createDatabase(name);
  }

  /** With rows in it. */
  static BoardDatabase filled() throws SQLException, IOException {
    BoardDatabase database = new BoardDatabase("boards");
    // The role is made before the first start of one service and after that of the other.
    database.start(ServiceRole.SCHEDULER);
    database.makeRole();
    database.start(ServiceRole.SCHEDULER);
    database.start(ServiceRole.ACCOUNTANT);
    return database.fill();
  }

  /** As after the first start of the services. */
  public static BoardDatabase empty() {
    BoardDatabase database = new BoardDatabase("empty");
    database.start(ServiceRole.SCHEDULER);
    database.start(ServiceRole.ACCOUNTANT);
    return database;
  }

  /** Puts the rows in. */
  public BoardDatabase fill() throws SQLException, IOException {
    fill(ServiceRole.SCHEDULER, "scheduler-rows.sql");
    fill(ServiceRole.ACCOUNTANT, "accountant-rows.sql");
    return this;
  }

  /** A connection as the administrator's. */
  public Connection connectAsAdministrator() throws SQLException {
    return CLUSTER.postgres().connectAsAdministrator(name);
  }

  /** What a service does at its start. */
  private void start(ServiceRole role) {
    Flyway.configure()
        .dataSource(
            CLUSTER.postgres().jdbcUrl(name), role.user(), CLUSTER.postgres().password(role))
        .defaultSchema(role.user())
        .locations("filesystem:../" + role.user() + "/src/main/resources/db/migration")
        .loggers("slf4j")
        .load()
        .migrate();
  }

  /** Runs the file as psql would. */
  private void makeRole() throws SQLException, IOException {
    StringBuilder sql = new StringBuilder();
    for (String line : Files.readAllLines(SQL)) {
      if (!line.startsWith("\\getenv password TACET_GRAFANA_DB_PASSWORD")) {
        sql.append(line).append('\n');
      }
    }
    try (Connection connection = CLUSTER.postgres().connectAsAdministrator(name)) {
      run(
          connection,
          sql.toString().replace(":'password'", "'" + PASSWORD + "'").replace(":\"DBNAME\"", name));
    }
  }

  private void fill(ServiceRole role, String resource) throws SQLException, IOException {
    try (InputStream rows =
            Objects.requireNonNull(BoardDatabase.class.getResourceAsStream(resource));
        Connection connection = CLUSTER.postgres().connect(name, role)) {
      run(connection, new String(rows.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A connection as Grafana's. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(CLUSTER.postgres().jdbcUrl(name), "grafana", PASSWORD);
  }

  @Override
  public void close() {
    CLUSTER.postgres().dropDatabase(name);
  }
}
