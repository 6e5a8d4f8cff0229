package io.tacet.notifier.directory;

import java.sql.Connection;
import java.sql.SQLException;

/** Wants to know when a user's address has become known or may have changed. */
public interface AddressListener {

  /** Called in the transaction that stores the user. */
  void addressKnown(Connection connection, String user) throws SQLException;
}
