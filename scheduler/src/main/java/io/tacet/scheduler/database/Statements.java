package io.tacet.scheduler.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Parameters may be null, texts, numbers, truth values, {@link
 * Instant}s, byte arrays and arrays of texts or byte arrays. As safe for threads as the connection.
 */
public final class Statements {

  private final Connection connection;

  /** Statements on this connection, which the caller closes. */
  public Statements(Connection connection) {
    this.connection = connection;
  }

  /** All rows of a query. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet result = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        Row row = new Row(result);
        while (result.next()) {
          rows.add(mapper.map(row));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs a statement; how many rows it touched. */
  public int update(String sql, @Nullable Object... parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  private void bind(PreparedStatement statement, @Nullable Object[] parameters)
      throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, converted(parameters[i]));
    }
  }

  private @Nullable Object converted(@Nullable Object parameter) throws SQLException {
    if (parameter instanceof Instant time) {
      return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
    if (parameter instanceof String[] texts) {
      return connection.createArrayOf("text", texts);
    }
    if (parameter instanceof byte[][] byteStrings) {
      return connection.createArrayOf("bytea", byteStrings);
    }
    return parameter;
  }
}
