package io.tacet.accountant.usage;

import java.sql.Connection;
import java.sql.SQLException;

/** Rows that are to be booked, as an importer holds them. For one thread at a time. */
public interface StagedRows {

  /** How many there are. */
  int count();

  /** Copies them into a table that has the columns {@link StagedUsage#COLUMNS}, in their order. */
  void copy(Connection connection, String table) throws SQLException;

  /** What they add to the daily sums if all of them are new. */
  DaySums sums();

  /** Line of the row at a place, from 0: what is given back of a row that conflicts. */
  long line(int place);
}
