package io.tacet.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.embedded.EmbeddedCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
  void aDatabaseCanBeMadeInAServerThatIsThereAnyway() throws SQLException {
    // given
    PostgresServer there = EmbeddedCluster.shared().postgres();
    try (Connection administrator = there.connectAsAdministrator("postgres");
        Statement statement = administrator.createStatement()) {
      statement.execute("CREATE ROLE outsider SUPERUSER LOGIN PASSWORD 'outside'");
    }
    String url = there.jdbcUrl("postgres") + "?user=outsider&password=outside";

    // when
    Passwords passwords = new ExternalPostgres(url).passwords();
    Databases databases = new Databases(there::connectAsAdministrator);
    databases.create("from_outside", "postgres");

    // then
    assertThat(passwords.of("outsider")).isEqualTo("outside");
    try (Connection service = there.connect("from_outside", ServiceRole.SCHEDULER);
        Statement statement = service.createStatement();
        ResultSet rows = statement.executeQuery("SELECT current_schema()")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("scheduler");
    }
  }
}
