package io.tacet.cli.backup;

import io.tacet.cli.backup.Manifest.Migrations;
import io.tacet.cli.backup.Manifest.Sequence;
import io.tacet.cli.backup.Manifest.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tables and sequences of the services' schemas, as the database tells. */
final class Catalogue {

  /** The services' and the registry's. */
  private static final String SCHEMAS = "('scheduler', 'notifier', 'accountant', 'registry')";

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname, array_agg(a.attname::text ORDER BY a.attnum)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      WHERE c.relkind = 'r' AND n.nspname IN SCHEMAS GROUP BY 1, 2 ORDER BY 1, 2
      """
          .replace("SCHEMAS", SCHEMAS);

  private static final String SEQUENCES =
      """
      SELECT schemaname, sequencename, coalesce(last_value, 0) FROM pg_sequences
      WHERE schemaname IN SCHEMAS ORDER BY 1, 2
      """
          .replace("SCHEMAS", SCHEMAS);

  private Catalogue() {}

  /** All tables, with 0 rows. */
  static List<Table> tables(Connection connection) throws SQLException {
    List<Table> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String[] columns = (String[]) row.getArray(3).getArray();
        tables.add(new Table(row.getString(1), row.getString(2), List.of(columns), 0));
      }
    }
    return tables;
  }

  static List<Sequence> sequences(Connection connection) throws SQLException {
    List<Sequence> sequences = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SEQUENCES);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        sequences.add(new Sequence(row.getString(1), row.getString(2), row.getLong(3)));
      }
    }
    return sequences;
  }

  /** What has made the tables, of each schema that says so. */
  static List<Migrations> migrations(Connection connection) throws SQLException {
    List<Migrations> migrations = new ArrayList<>();
    for (Table table : tables(connection)) {
      if (table.name().equals("flyway_schema_history")) {
        String versions =
            text(
                connection,
                "SELECT string_agg(version, ',' ORDER BY installed_rank) FROM "
                    + table.qualified()
                    + " WHERE version IS NOT NULL");
        migrations.add(new Migrations(table.schema(), versions));
      }
    }
    return migrations;
  }

  /** The one value a query answers with, as text; empty when there is none. */
  static String text(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getString(1) != null ? row.getString(1) : "";
    }
  }
}
