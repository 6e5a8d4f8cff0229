package io.tacet.scheduler.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A database session that holds an advisory lock. What is done by {@link #transaction} is done by
 * the holder: with the session the lock is gone, and without the session nothing can be done. Not
 * for use by several threads.
 */
public final class ExclusiveSession implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ExclusiveSession.class);

  private final Connection connection;

  private ExclusiveSession(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the lock if nobody has it.
   *
   * @param lock its name, hashed to the 64 bits PostgreSQL wants
   */
  public static Optional<ExclusiveSession> tryOpen(OwnConnections connections, String lock) {
    try {
      Connection connection = connections.open();
      boolean mine = false;
      try {
        mine =
            new Statements(connection)
                .query(
                    "SELECT pg_try_advisory_lock(hashtextextended(?, 0)) AS mine",
                    row -> row.truth("mine"),
                    lock)
                .get(0);
        connection.setAutoCommit(false);
      } finally {
        if (!mine) {
          connection.close();
        }
      }
      return mine ? Optional.of(new ExclusiveSession(connection)) : Optional.empty();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Runs something as one transaction of this session. */
  public <T> T transaction(Function<Statements, T> work) {
    try {
      boolean done = false;
      try {
        T made = work.apply(new Statements(connection));
        connection.commit();
        done = true;
        return made;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("The session with the lock was broken when it was closed", e);
    }
  }
}
