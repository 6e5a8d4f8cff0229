package io.tacet.accountant.hardware;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which machines there are: registered here, or known from hardware or from imported records. */
public final class KnownMachines {

  private static final String UNKNOWN =
      """
      SELECT name FROM unnest(?::text[]) AS name
      WHERE NOT EXISTS (SELECT FROM directory_machine m WHERE m.id = name)
        AND NOT EXISTS (SELECT FROM hardware h WHERE h.machine = name)
        AND NOT EXISTS (SELECT FROM usage_day u WHERE u.machine = name)
      """;

  private KnownMachines() {}

  /** Whether it is one of them. */
  public static boolean has(Connection connection, String machine) throws SQLException {
    return unknown(connection, List.of(machine)).isEmpty();
  }

  /** Those of some names that no machine has, in order. */
  public static Set<String> unknown(Connection connection, Collection<String> names)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNKNOWN)) {
      statement.setArray(1, connection.createArrayOf("text", names.toArray()));
      Set<String> unknown = new TreeSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          unknown.add(row.getString(1));
        }
      }
      return unknown;
    }
  }
}
