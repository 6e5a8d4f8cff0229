package io.tacet.problem;

import org.jspecify.annotations.Nullable;

/** Looks for what a failure comes from, in its causes and in what they have suppressed. */
final class Causes {

  /** Causes can form a ring. */
  private static final int MAX_DEPTH = 20;

  private Causes() {}

  /** The first of a type; null when there is none. */
  static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++, cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        if (type.isInstance(suppressed)) {
          return type.cast(suppressed);
        }
      }
    }
    return null;
  }
}
