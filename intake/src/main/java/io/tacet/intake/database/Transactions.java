package io.tacet.intake.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work in a transaction of its own: all of it is committed, or none. Thread-safe. */
@ApplicationScoped
public class Transactions {

  private final DataSource database;

  /** On connections of this pool. */
  public Transactions(DataSource database) {
    this.database = database;
  }

  /**
   * Runs and commits.
   *
   * @throws SQLException when the database refuses or is away; nothing is committed then, save that
   *     a failure of the commit itself leaves open whether it was
   */
  public <T> T run(Work<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    }
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; must not commit. */
    T on(Connection connection) throws SQLException;
  }
}
