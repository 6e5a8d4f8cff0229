package io.tacet.notifier.bill;

import java.sql.Connection;
import java.sql.SQLException;

/** Wants to know when an attempt has been booked. */
public interface BillListener {

  /** Called in the transaction that stores the bill, once per attempt. */
  void booked(Connection connection, String job, String order) throws SQLException;
}
