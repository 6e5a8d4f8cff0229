package io.tacet.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.EmbeddedCluster;
import io.tacet.embedded.PartName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExternalPostgresTest {
  @Test
  void itTakesAddressDatabaseAndAdministratorFromTheUrl() {
    // when
    ExternalPostgres postgres =
        new ExternalPostgres("jdbc:postgresql://db.example/main?user=boss&password=secret");

    // then
    assertThat(postgres.jdbcUrl("tacet")).isEqualTo("jdbc:postgresql://db.example:5432/tacet");
    assertThat(postgres.maintenanceDatabase()).isEqualTo("main");
    assertThat(postgres.administrator()).isEqualTo("boss");
    assertThat(postgres.passwords().of("boss")).isEqualTo("secret");
  }

  @Test
  void programsThatShareItAgreeOnThePasswords() {
    // given
    String url = "jdbc:postgresql://db.example/main?user=boss&password=secret";

    // when
    String one = new ExternalPostgres(url).passwords().of("scheduler");
    String other = new ExternalPostgres(url).passwords().of("scheduler");

    // then
    assertThat(one)
        .isEqualTo(other)
        .isNotEqualTo(new ExternalPostgres(url).passwords().of("notifier"));
  }

  @Test
  void anIncompleteUrlIsRefusedWithoutRepeatingIt() {
    assertThatThrownBy(
            () -> new ExternalPostgres("jdbc:postgresql://db.example/main?password=secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TACET_POSTGRES_URL")
        .hasMessageNotContaining("secret");
  }

  @Test
  void itIsUsedAndNeitherStoppedNorLeftWithADatabase() throws SQLException {
    // given
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder().parts(Set.of(PartName.POSTGRES)).start()) {
      PostgresServer there = cluster.postgres();
      execute(there, "CREATE ROLE outsider SUPERUSER LOGIN PASSWORD 'outside'");
      PostgresServer server =
          new PostgresServer(
              new ExternalPostgres(there.jdbcUrl("postgres") + "?user=outsider&password=outside"),
              "from_outside");

      // when
      server.start();

      // then
      try (Connection service = server.connect("from_outside", ServiceRole.SCHEDULER);
          Statement statement = service.createStatement();
          ResultSet rows = statement.executeQuery("SELECT current_schema()")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("scheduler");
      }

      // when
      server.stop();
      server.leave();

      // then
      assertThat(there.pid()).isPresent();
      assertThatThrownBy(() -> server.connect("from_outside", ServiceRole.SCHEDULER).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("does not exist");
      assertThatThrownBy(server::kill).isInstanceOf(UnsupportedOperationException.class);
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (Connection administrator = server.connectAsAdministrator("postgres");
        Statement statement = administrator.createStatement()) {
      statement.execute(sql);
    }
  }
}
