package io.tacet.accountant.usage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Rows that are to be booked, as an importer holds them, each at a place from 0. For one thread at
 * a time.
 */
public interface StagedRows {

  /** How many there are. */
  int count();

  /** What the row at a place is known by, as {@code usage_record_id} of the database makes it. */
  UUID id(int place);

  /** Tells its content from other content. */
  byte[] digest(int place);

  /** Its line: what is given back of a row that conflicts. */
  long line(int place);

  /** Copies the rows at some places into {@code usage_record}, in that order. */
  void copy(Connection connection, int[] places) throws SQLException;

  /** What the rows at some places add to the daily sums; valid until it is asked again. */
  DaySums sums(int[] places);
}
