package io.tacet.scheduler.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** The present row of a result. Valid only while it is being read. */
public final class Row {

  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /** A text that is never null. */
  public String text(String column) throws SQLException {
    String value = result.getString(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  /** A text or null. */
  public @Nullable String textOrNull(String column) throws SQLException {
    return result.getString(column);
  }

  /** A whole number. */
  public int number(String column) throws SQLException {
    return result.getInt(column);
  }

  /** A long whole number. */
  public long longNumber(String column) throws SQLException {
    return result.getLong(column);
  }

  /** A long whole number or null. */
  public @Nullable Long longOrNull(String column) throws SQLException {
    long value = result.getLong(column);
    return result.wasNull() ? null : value;
  }

  /** A truth value. */
  public boolean truth(String column) throws SQLException {
    return result.getBoolean(column);
  }

  /** A time that is never null. */
  public Instant time(String column) throws SQLException {
    Instant value = timeOrNull(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  /** A time or null. */
  public @Nullable Instant timeOrNull(String column) throws SQLException {
    OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** Bytes that are never null. */
  public byte[] bytes(String column) throws SQLException {
    byte[] value = result.getBytes(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  /** Bytes or null. */
  public byte @Nullable [] bytesOrNull(String column) throws SQLException {
    return result.getBytes(column);
  }

  /** An array of texts. */
  public String[] texts(String column) throws SQLException {
    return (String[]) result.getArray(column).getArray();
  }

  /** An array of byte strings. */
  public byte[][] byteStrings(String column) throws SQLException {
    return (byte[][]) result.getArray(column).getArray();
  }
}
