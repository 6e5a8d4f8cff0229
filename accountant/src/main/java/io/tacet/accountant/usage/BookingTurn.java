package io.tacet.accountant.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One at a time among those who raise daily sums: a batch of topics may hold outcomes and results,
 * which raise the same sums in either order, and the sums of a machine's day are everyone's, also
 * of imports.
 */
public final class BookingTurn {

  private static final String TAKE =
      "SELECT pg_advisory_xact_lock(hashtext('tacet.accountant.booking'))";

  private BookingTurn() {}

  /** Waits for it; it ends with the transaction. */
  public static void take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(TAKE);
    }
  }
}
