package io.tacet.cli.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds; written last, so that a backup without it is none. Immutable.
 *
 * @param at when the database was as it is in it
 * @param server version of PostgreSQL
 * @param migrations which ones have made the tables, by service
 */
record Manifest(
    Instant at,
    String server,
    List<Migrations> migrations,
    List<Table> tables,
    List<Sequence> sequences) {

  static final String FILE = "manifest.json";

  /** Copies the lists. */
  Manifest {
    migrations = List.copyOf(migrations);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
  }

  /**
   * A table.
   *
   * @param columns those that are stored, in order; what follows from others is not
   * @param rows how many
   */
  record Table(String schema, String name, List<String> columns, long rows) {

    /** Copies the list. */
    Table {
      columns = List.copyOf(columns);
    }

    String qualified() {
      return Names.quoted(schema) + "." + Names.quoted(name);
    }

    String file() {
      return schema + "." + name + ".copy.gz";
    }

    String columnList() {
      return String.join(", ", columns.stream().map(Names::quoted).toList());
    }

    boolean hasShapeOf(Table other) {
      return schema.equals(other.schema)
          && name.equals(other.name)
          && columns.equals(other.columns);
    }
  }

  /**
   * What has made a service's tables.
   *
   * @param versions with commas, in order
   */
  record Migrations(String schema, String versions) {}

  /**
   * A sequence.
   *
   * @param last the last number it gave; 0: none yet
   */
  record Sequence(String schema, String name, long last) {

    String qualified() {
      return Names.quoted(schema) + "." + Names.quoted(name);
    }
  }
}
