package io.tacet.cli.backup;

import io.tacet.cli.backup.Manifest.Sequence;
import io.tacet.cli.backup.Manifest.Table;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * Puts a backup in the place of what is in the tables, in one transaction: all of it or nothing.
 * The tables are there, made by services of the version that the backup is of.
 */
final class Restore {

  private static final String BUSY =
      """
      SELECT string_agg(DISTINCT application_name, ', ') FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'tacet-%'
      """;

  private final Connection connection;
  private final Path directory;

  Restore(Connection connection, Path directory) {
    this.connection = connection;
    this.directory = directory;
  }

  /**
   * Reads it in.
   *
   * @param newKafka whether the broker is another one than the backup's, and empty: then nobody
   *     goes on reading where the old one's topics ended
   */
  Manifest read(boolean newKafka) throws SQLException, IOException {
    Manifest manifest = manifest();
    String busy = Catalogue.text(connection, BUSY);
    if (!busy.isEmpty()) {
      throw new CommandFailure(
          "services are connected to the database: " + busy + ".", "Stop them first.");
    }
    connection.setAutoCommit(false);
    compare(manifest);
    try (Statement statement = connection.createStatement()) {
      // Neither foreign keys nor triggers: what they would do is in the backup
      statement.execute("SET LOCAL session_replication_role = replica");
      statement.execute(
          "TRUNCATE "
              + String.join(", ", manifest.tables().stream().map(Table::qualified).toList()));
      for (Table table : manifest.tables()) {
        copy(table);
      }
      for (Sequence sequence : manifest.sequences()) {
        statement.execute(setting(sequence));
      }
      if (newKafka) {
        statement.execute("DELETE FROM scheduler.consumer_positions");
      }
    }
    connection.commit();
    return manifest;
  }

  /** The tables must be those of the backup, neither older nor newer. */
  private void compare(Manifest manifest) throws SQLException {
    List<Table> there = Catalogue.tables(connection);
    boolean same =
        there.size() == manifest.tables().size()
            && manifest.tables().stream()
                .allMatch(table -> there.stream().anyMatch(table::hasShapeOf));
    List<Manifest.Migrations> migrations = Catalogue.migrations(connection);
    if (!same || !migrations.equals(manifest.migrations())) {
      throw new CommandFailure(
          "the tables are not those of the backup: it has %s, the database %s."
              .formatted(manifest.migrations(), migrations),
          "In an empty database, start registry and services of the version the backup is of once,"
              + " so that they make their tables; stop them; restore; then upgrade.");
    }
  }

  private void copy(Table table) throws SQLException, IOException {
    String order = "COPY " + table.qualified() + " (" + table.columnList() + ") FROM STDIN";
    try (InputStream file =
        new GZIPInputStream(Files.newInputStream(directory.resolve(table.file())))) {
      long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(order, file);
      if (rows != table.rows()) {
        throw new CommandFailure(
            "%s holds %d rows, and its manifest says %d: the backup is damaged."
                .formatted(table.file(), rows, table.rows()),
            "Nothing was changed. Take another backup.");
      }
    }
  }

  private static String setting(Sequence sequence) {
    return String.format(
        Locale.ROOT,
        "SELECT setval('%s'::regclass, %d, %b)",
        sequence.qualified().replace("'", "''"),
        Math.max(1, sequence.last()),
        sequence.last() > 0);
  }

  private Manifest manifest() throws IOException {
    try {
      return Json.mapper()
          .readValue(Files.readString(directory.resolve(Manifest.FILE)), Manifest.class);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          e,
          directory + " holds no whole backup: " + Manifest.FILE + " is missing.",
          List.of("It is written last. Take another backup."));
    }
  }
}
