package io.tacet.scheduler.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the service's data source; inside a transaction they are part of it. Thread-safe.
 * Failures are {@link DatabaseException}s.
 */
@ApplicationScoped
public class Sql {

  private final DataSource source;

  Sql(DataSource source) {
    this.source = source;
  }

  /** All rows of a query. */
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return with(statements -> statements.query(sql, mapper, parameters));
  }

  /** The first row of a query, if there is one. */
  public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
    return query(sql, mapper, parameters).stream().findFirst();
  }

  /** Runs a statement; how many rows it touched. */
  public int update(String sql, @Nullable Object... parameters) {
    return with(statements -> statements.update(sql, parameters));
  }

  private <T> T with(Function<Statements, T> work) {
    try (Connection connection = source.getConnection()) {
      return work.apply(new Statements(connection));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
