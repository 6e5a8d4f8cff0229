package io.tacet.intake;

import java.sql.SQLException;

/**
 * Tells a record that can't be stored, now or later, from a database that is away or busy. A record
 * is at fault when PostgreSQL says so (SQLSTATE classes 22, data exception, and 23, constraint
 * violation), or when our own code finds it impossible; every other failure of the database is
 * temporary.
 */
final class RecordFault {

  private RecordFault() {}

  static boolean is(Exception failure) {
    if (failure instanceof SQLException sql) {
      String state = sql.getSQLState();
      return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
    return !(failure instanceof org.apache.kafka.common.KafkaException);
  }
}
