package io.tacet.scheduler.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.embedded.postgres.ServiceRole;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Migrations by a role of their own, as docs/security.md tells: the service can't change tables.
 */
class DatabaseOwnerTest {

  private final PostgresServer server = EmbeddedCluster.shared().postgres();
  private final String id = UUID.randomUUID().toString().substring(0, 8);
  private final String database = "owned_" + id;
  private final String owner = "scheduler_owner_" + id;

  @BeforeEach
  void makeTheRole() throws SQLException {
    server.createDatabase(database);
    asAdministrator(
        """
        CREATE ROLE %1$s LOGIN PASSWORD 'for-tests';
        GRANT CONNECT ON DATABASE %2$s TO %1$s;
        ALTER ROLE %1$s SET search_path = scheduler;
        ALTER SCHEMA scheduler OWNER TO %1$s;
        GRANT USAGE ON SCHEMA scheduler TO scheduler;
        ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA scheduler
          GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO scheduler;
        ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA scheduler
          GRANT USAGE, SELECT ON SEQUENCES TO scheduler;
        """
            .formatted(owner, database));
  }

  @AfterEach
  void drop() throws SQLException {
    server.dropDatabase(database);
    String other = "owned_" + id + "_end";
    server.createDatabase(other);
    try (Connection connection = server.connectAsAdministrator(other);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP ROLE " + owner);
    }
    server.dropDatabase(other);
  }

  @Test
  void aServiceWhoseTablesAreMadeByAnotherRoleUsesThemAndCannotChangeThem() throws Exception {
    // when
    int migrations =
        Flyway.configure()
            .dataSource(server.jdbcUrl(database), owner, "for-tests")
            .defaultSchema("scheduler")
            .load()
            .migrate()
            .migrationsExecuted;

    // then
    assertThat(migrations).isPositive();
    as(ServiceRole.SCHEDULER, "INSERT INTO outbox (topic, record_key) VALUES ('t', '\\x00')");
    as(ServiceRole.SCHEDULER, "UPDATE outbox SET topic = 'u'");
    as(ServiceRole.SCHEDULER, "DELETE FROM outbox");
    assertRefused(ServiceRole.SCHEDULER, "DROP TABLE outbox");
    assertRefused(ServiceRole.SCHEDULER, "ALTER TABLE machine_history ADD COLUMN mine text");
    assertRefused(ServiceRole.SCHEDULER, "CREATE TABLE scheduler.mine (id int)");
    assertRefused(ServiceRole.ACCOUNTANT, "SELECT * FROM scheduler.signer_keys");
    assertRefused(ServiceRole.NOTIFIER, "SELECT * FROM scheduler.tokens");
    try (Connection connection = server.connectAsAdministrator(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'scheduler'"
                    + " AND NOT has_table_privilege('scheduler', schemaname || '.' || tablename,"
                    + " 'SELECT, INSERT')")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private void asAdministrator(String sql) throws SQLException {
    try (Connection connection = server.connectAsAdministrator(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void as(ServiceRole role, String sql) throws SQLException {
    try (Connection connection = server.connect(database, role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertRefused(ServiceRole role, String sql) {
    assertThatThrownBy(() -> as(role, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }
}
