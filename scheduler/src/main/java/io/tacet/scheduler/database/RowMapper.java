package io.tacet.scheduler.database;

import java.sql.SQLException;

/**
 * Makes something of a row.
 *
 * @param <T> what
 */
@FunctionalInterface
public interface RowMapper<T> {
  /** What the row holds. */
  T map(Row row) throws SQLException;
}
