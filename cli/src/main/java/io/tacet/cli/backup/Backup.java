package io.tacet.cli.backup;

import io.tacet.cli.backup.Manifest.Table;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.output.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes all tables into a directory, as they are at one moment: one transaction that sees nothing
 * of what happens meanwhile. The services go on.
 */
final class Backup {

  private Backup() {}

  /**
   * Writes.
   *
   * @param directory new, or empty
   */
  static Manifest write(Connection connection, Path directory) throws SQLException, IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Stream<Path> there = Files.list(directory)) {
      if (there.findAny().isPresent()) {
        throw new CommandFailure(directory + " is not empty.", "Name a new directory.");
      }
    }
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    Instant at = Instant.parse(Catalogue.text(connection, NOW));
    List<Table> tables = new ArrayList<>();
    for (Table table : Catalogue.tables(connection)) {
      tables.add(copy(connection, table, directory));
    }
    if (tables.isEmpty()) {
      throw new CommandFailure(
          "there are no tables of Tacet in this database.", "Is it the services'? See --database.");
    }
    Manifest manifest =
        new Manifest(
            at,
            Catalogue.text(connection, "SHOW server_version"),
            Catalogue.migrations(connection),
            tables,
            // Not part of what a transaction sees: read last, so never behind the tables
            Catalogue.sequences(connection));
    connection.rollback();
    Files.writeString(directory.resolve(Manifest.FILE), Json.text(manifest) + "\n");
    return manifest;
  }

  private static final String NOW =
      "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private static Table copy(Connection connection, Table table, Path directory)
      throws SQLException, IOException {
    String order = "COPY " + table.qualified() + " (" + table.columnList() + ") TO STDOUT";
    try (OutputStream file =
            new GZIPOutputStream(Files.newOutputStream(directory.resolve(table.file())));
        Statement statement = connection.createStatement()) {
      // Else a table that somebody locks holds the backup, and its snapshot, for ever
      statement.execute("SET LOCAL lock_timeout = '60s'");
      long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(order, file);
      return new Table(table.schema(), table.name(), table.columns(), rows);
    }
  }
}
