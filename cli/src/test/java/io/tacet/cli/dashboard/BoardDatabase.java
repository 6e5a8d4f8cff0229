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
final class BoardDatabase implements AutoCloseable {

  private static final String NAME = "tacet";
  private static final String PASSWORD = "for-tests-only";
  private static final Path SQL = Path.of("../deploy/grafana/role.sql");

  private final EmbeddedCluster cluster =
      EmbeddedCluster.builder().parts(Set.of(PartName.POSTGRES)).durable(false).start();

  BoardDatabase() throws SQLException, IOException {
    cluster.postgres().createDatabase(NAME);
    // The role is made before the first start of one service and after that of the other.
    start(ServiceRole.SCHEDULER);
    makeRole();
    start(ServiceRole.SCHEDULER);
    start(ServiceRole.ACCOUNTANT);
    fill(ServiceRole.SCHEDULER, "scheduler-rows.sql");
    fill(ServiceRole.ACCOUNTANT, "accountant-rows.sql");
  }

  /** What a service does at its start. */
  private void start(ServiceRole role) {
    Flyway.configure()
        .dataSource(
            cluster.postgres().jdbcUrl(NAME), role.user(), cluster.postgres().password(role))
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
    try (Connection connection = cluster.postgres().connectAsAdministrator(NAME)) {
      run(
          connection,
          sql.toString().replace(":'password'", "'" + PASSWORD + "'").replace(":\"DBNAME\"", NAME));
    }
  }

  private void fill(ServiceRole role, String resource) throws SQLException, IOException {
    try (InputStream rows =
            Objects.requireNonNull(BoardDatabase.class.getResourceAsStream(resource));
        Connection connection = cluster.postgres().connect(NAME, role)) {
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
    return DriverManager.getConnection(cluster.postgres().jdbcUrl(NAME), "grafana", PASSWORD);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
