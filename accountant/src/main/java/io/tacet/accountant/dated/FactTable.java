package io.tacet.accountant.dated;

import java.util.List;

/**
 * A table of dated facts: {@code id, <subject>, from_day, known_from, known_to, <values…>}. Names
 * go into statements as they are and come from the code alone. Immutable.
 *
 * @param table name of the table
 * @param what name of the kind of fact in the audit
 * @param subject column of what the fact is about
 * @param values columns of the fact itself; also its names in JSON
 * @param listedBy the command that lists them, for whoever names one that is not there
 */
public record FactTable(
    String table, String what, String subject, List<String> values, String listedBy) {

  /** Copies the columns. */
  public FactTable {
    values = List.copyOf(values);
  }

  /** A fact of this table as a JSON object, for a row under this alias. */
  String json(String alias) {
    return "jsonb_build_object("
        + String.join(
            ", ", values.stream().map(name -> "'" + name + "', " + alias + "." + name).toList())
        + ")";
  }

  String columns() {
    return String.join(", ", values);
  }
}
