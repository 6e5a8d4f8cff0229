package io.tacet.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tacet.embedded.EmbeddedCluster;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
  private final PostgresServer server = EmbeddedCluster.shared().postgres();
  private final String database = "test_" + UUID.randomUUID().toString().replace("-", "");

  @BeforeEach
  void makeADatabase() {
    assertThat(server.createDatabase(database)).endsWith("/" + database);
  }

  @AfterEach
  void dropTheDatabase() {
    server.dropDatabase(database);
  }

  @Test
  void aServiceWorksInItsOwnSchemaWithoutNamingIt() throws SQLException {
    // when
    run(ServiceRole.SCHEDULER, "CREATE TABLE job (id int); INSERT INTO job VALUES (1)");

    // then
    assertThat(count(ServiceRole.SCHEDULER, "SELECT count(*) FROM scheduler.job")).isEqualTo(1);
  }

  @Test
  void aServiceCanNeitherReadNorWriteAnothersSchema() throws SQLException {
    // given
    run(ServiceRole.SCHEDULER, "CREATE TABLE job (id int)");

    // then
    assertDenied(ServiceRole.ACCOUNTANT, "SELECT * FROM scheduler.job");
    assertDenied(ServiceRole.NOTIFIER, "CREATE TABLE scheduler.mine (id int)");
  }

  @Test
  void aServiceCanMakeNothingOutsideItsSchema() {
    assertDenied(ServiceRole.NOTIFIER, "CREATE TABLE public.mine (id int)");
    assertDenied(ServiceRole.NOTIFIER, "CREATE SCHEMA mine");
    assertDenied(ServiceRole.NOTIFIER, "CREATE DATABASE mine");
  }

  @Test
  void aKilledServerHasWhatWasCommittedWhenItIsStartedAgain() throws SQLException {
    // given
    run(ServiceRole.ACCOUNTANT, "CREATE TABLE usage (id int); INSERT INTO usage VALUES (1)");

    // when
    server.kill();
    assertThat(server.pid()).isEmpty();
    server.start();

    // then
    assertThat(count(ServiceRole.ACCOUNTANT, "SELECT count(*) FROM usage")).isEqualTo(1);
  }

  @Test
  void aKilledServerStartsAgainWhenTheLastOfItsProcessesIsGone() throws Exception {
    // given: one that can't notice that its server is gone
    CompletableFuture<Void> again;
    long lingering;
    try (Connection connection = server.connect(database, ServiceRole.ACCOUNTANT);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      lingering = row.getLong(1);
      signal("STOP", lingering);
      try {
        server.kill();

        // when
        again = CompletableFuture.runAsync(server::start);

        // then
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    Files.readString(server.log().orElseThrow())
                        .contains("pre-existing shared memory block"));
        assertThat(again).isNotDone();
      } finally {
        signal("CONT", lingering);
      }
    }
    again.get(3, TimeUnit.MINUTES);
    assertThat(count(ServiceRole.ACCOUNTANT, "SELECT 1")).isEqualTo(1);
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }

  @Test
  void anotherPasswordIsRefused() {
    assertThatThrownBy(
            () ->
                java.sql.DriverManager.getConnection(
                        server.jdbcUrl(), ServiceRole.NOTIFIER.user(), "guess")
                    .close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
  }

  @Test
  void aDatabaseNameThatIsNoNameIsRefused() {
    assertThatThrownBy(() -> server.createDatabase("x; DROP DATABASE tacet"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void run(ServiceRole role, String sql) throws SQLException {
    try (Connection connection = server.connect(database, role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long count(ServiceRole role, String sql) throws SQLException {
    try (Connection connection = server.connect(database, role);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void assertDenied(ServiceRole role, String sql) {
    assertThatThrownBy(() -> run(role, sql))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }
}
