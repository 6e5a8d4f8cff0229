package io.tacet.scheduler.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A statement failed. Unchecked, so that a transaction around it rolls back. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int MAX_DEPTH = 20;

  DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** SQLSTATE of a failure, or of what caused it; null when no statement failed. */
  public static @Nullable String sqlState(Throwable failure) {
    SQLException found = find(failure);
    return found == null ? null : found.getSQLState();
  }

  /** Whether a failure comes from the database at all. */
  public static boolean isFrom(Throwable failure) {
    return find(failure) != null;
  }

  /**
   * Whether the data itself was refused, so that the same statement can never succeed: SQLSTATE
   * class 22 (data exception) or 23 (constraint violation).
   */
  public static boolean isRefusedData(Throwable failure) {
    String state = sqlState(failure);
    return state != null && (state.startsWith("22") || state.startsWith("23"));
  }

  /** Whether it was refused because such a row is there already (SQLSTATE 23505). */
  public static boolean isDuplicate(Throwable failure) {
    return "23505".equals(sqlState(failure));
  }

  private static @Nullable SQLException find(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        if (suppressed instanceof SQLException found) {
          return found;
        }
      }
    }
    return null;
  }
}
