package io.tacet.notifier.running;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.intake.testing.RunningService;
import io.tacet.schema.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations by a role of their own, as docs/security.md tells. */
class DatabaseOwnerIT {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String owner = "owner_" + UUID.randomUUID().toString().substring(0, 8);
  private Surroundings surroundings;
  private PostgresServer server;
  private String database;

  @BeforeEach
  void makeTheRole() throws Exception {
    surroundings = new Surroundings();
    server = surroundings.cluster().postgres();
    database = surroundings.text("SELECT current_database()");
    asAdministrator(
        """
        CREATE ROLE %1$s LOGIN PASSWORD 'for-tests';
        GRANT CONNECT ON DATABASE %2$s TO %1$s;
        ALTER ROLE %1$s SET search_path = notifier;
        ALTER SCHEMA notifier OWNER TO %1$s;
        GRANT USAGE ON SCHEMA notifier TO notifier;
        ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA notifier
          GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO notifier;
        ALTER DEFAULT PRIVILEGES FOR ROLE %1$s IN SCHEMA notifier
          GRANT USAGE, SELECT ON SEQUENCES TO notifier;
        """
            .formatted(owner, database));
  }

  @AfterEach
  void drop() throws Exception {
    asAdministrator("DROP OWNED BY " + owner + " CASCADE; DROP ROLE " + owner);
    surroundings.close();
  }

  @Test
  void aServiceWhoseTablesAnotherRoleMakesUsesThemAndCannotChangeThem() throws Exception {
    // given
    RunningService notifier =
        RunningService.start(
            surroundings,
            Map.of("QUARKUS_FLYWAY_USERNAME", owner, "QUARKUS_FLYWAY_PASSWORD", "for-tests"));
    try {
      // when
      new DirectoryOfTest(surroundings).user("olga", Role.OPERATOR);

      // then
      await()
          .atMost(LIMIT)
          .until(() -> surroundings.count("SELECT count(*) FROM directory_user") == 1);
    } finally {
      notifier.close();
    }
    assertRefused(ServiceRole.NOTIFIER, "DROP TABLE directory_user");
    assertRefused(ServiceRole.NOTIFIER, "ALTER TABLE directory_user ADD COLUMN mine text");
    assertRefused(ServiceRole.NOTIFIER, "CREATE TABLE notifier.mine (id int)");
    assertRefused(ServiceRole.SCHEDULER, "SELECT * FROM notifier.directory_user");
    assertRefused(ServiceRole.ACCOUNTANT, "SELECT * FROM notifier.directory_user");
  }

  private void asAdministrator(String sql) throws SQLException {
    try (Connection connection = server.connectAsAdministrator(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void assertRefused(ServiceRole role, String sql) {
    assertThatThrownBy(
            () -> {
              try (Connection connection = server.connect(database, role);
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
  }
}
