package io.tacet.accountant.hardware;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which machines there are: registered here, or known from hardware or from imported records. */
public final class KnownMachines {

  private static final String KNOWN =
      """
      SELECT EXISTS (SELECT 1 FROM directory_machine WHERE id = ?)
        OR EXISTS (SELECT 1 FROM hardware WHERE machine = ?)
        OR EXISTS (SELECT 1 FROM usage_day WHERE machine = ?)
      """;

  private KnownMachines() {}

  /** Whether it is one of them. */
  public static boolean has(Connection connection, String machine) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setString(1, machine);
      statement.setString(2, machine);
      statement.setString(3, machine);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
