package io.tacet.accountant.imports;

import java.sql.SQLException;

/** Where the chunks of an import go. */
@FunctionalInterface
interface Sink {

  /**
   * Takes a chunk; when it returns, all of it has been dealt with.
   *
   * @param order to be called once: before it the chunk before may still be dealt with, but has
   *     called it already; after it the chunk before has been dealt with
   */
  void take(Chunk chunk, Runnable order) throws SQLException;
}
