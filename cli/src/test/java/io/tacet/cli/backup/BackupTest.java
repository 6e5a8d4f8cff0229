package io.tacet.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacet.cli.backup.Manifest.Table;
import io.tacet.cli.dashboard.BoardDatabase;
import io.tacet.cli.failure.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup and back, on the services' own tables. */
final class BackupTest {

  @TempDir private Path directory;
  private BoardDatabase database;
  private Path copy;

  @BeforeEach
  void fill() throws SQLException, IOException {
    database = BoardDatabase.empty().fill();
    copy = directory.resolve("copy");
  }

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void everyRowIsThereAgainInADatabaseMadeAnew() throws SQLException, IOException {
    // given
    run("INSERT INTO scheduler.consumer_positions VALUES ('tacet.job-status', 0, 4711)");
    Map<String, String> before = contents();
    assertThat(before).containsKeys("scheduler.jobs", "accountant.metric_series");
    try (Connection connection = database.connectAsAdministrator()) {
      Backup.write(connection, copy);
    }
    database.close();

    // when
    database = BoardDatabase.empty();
    assertThat(contents()).isNotEqualTo(before);
    try (Connection connection = database.connectAsAdministrator()) {
      new Restore(connection, copy).read(true);
    }

    // then: the rows, sums that triggers keep not kept twice; with a new Kafka nobody goes on where
    // the old one's topics ended
    assertThat(text("SELECT count(*) FROM scheduler.consumer_positions")).isEqualTo("0");
    before.remove("scheduler.consumer_positions");
    assertThat(contents()).containsAllEntriesOf(before);
    // then: numbers go on
    run(
        "INSERT INTO scheduler.jobs (id, name, project, submitter, machine, pool, state, max_attempts,"
            + " definition, submitted_at) VALUES ('j4', '', 'engine', 'ada', 'm1', 'm1', 'QUEUED', 3,"
            + " '{}', now())");
    assertThat(text("SELECT position FROM scheduler.jobs WHERE id = 'j4'")).isEqualTo("4");
  }

  @Test
  void aDamagedBackupChangesNothing() throws SQLException, IOException {
    // given: a table of another backup
    try (Connection connection = database.connectAsAdministrator()) {
      Backup.write(connection, copy);
      run("DELETE FROM scheduler.jobs WHERE id = 'j3'");
    }
    Path second = directory.resolve("second");
    try (Connection connection = database.connectAsAdministrator()) {
      Backup.write(connection, second);
    }
    Files.delete(copy.resolve("scheduler.jobs.copy.gz"));
    Files.copy(second.resolve("scheduler.jobs.copy.gz"), copy.resolve("scheduler.jobs.copy.gz"));
    Map<String, String> before = contents();

    // when
    refused(copy, "scheduler.jobs.copy.gz holds 2 rows, and its manifest says 3");

    // then
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void whatCannotBeRestoredIsRefusedWithWhatToDo() throws SQLException, IOException {
    // given
    try (Connection connection = database.connectAsAdministrator()) {
      Backup.write(connection, copy);
    }

    // then: into a full directory, from half a backup, beside a service, into newer tables
    try (Connection connection = database.connectAsAdministrator()) {
      assertThatThrownBy(() -> Backup.write(connection, copy))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("not empty");
    }
    refused(directory, "manifest.json is missing");
    try (Connection service = database.connectAsAdministrator()) {
      service.setClientInfo("ApplicationName", "tacet-scheduler");
      refused(copy, "services are connected to the database: tacet-scheduler");
    }
    run("CREATE TABLE scheduler.newer (a int)");
    refused(copy, "the tables are not those of the backup");
  }

  private void refused(Path from, String why) throws SQLException {
    try (Connection connection = database.connectAsAdministrator()) {
      assertThatThrownBy(() -> new Restore(connection, from).read(false))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining(why);
    }
  }

  /** Of each table a figure that is another one when a row is. */
  private Map<String, String> contents() throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    try (Connection connection = database.connectAsAdministrator()) {
      for (Table table : Catalogue.tables(connection)) {
        if (!table.name().equals("flyway_schema_history")) {
          contents.put(
              table.schema() + "." + table.name(),
              Catalogue.text(
                  connection,
                  "SELECT count(*) || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"
                      + " FROM "
                      + table.qualified()
                      + " t"));
        }
      }
    }
    return contents;
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.connectAsAdministrator();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String query) throws SQLException {
    try (Connection connection = database.connectAsAdministrator()) {
      return Catalogue.text(connection, query);
    }
  }
}
