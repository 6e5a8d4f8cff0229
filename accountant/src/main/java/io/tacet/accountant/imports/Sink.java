package io.tacet.accountant.imports;

import io.tacet.accountant.usage.StagedUsage.Booked;
import java.sql.SQLException;

/** Where the chunks of an import go, one after the other. */
@FunctionalInterface
interface Sink {

  /** Takes a chunk; when it returns, all of it has been dealt with. */
  Booked take(Chunk chunk) throws SQLException;
}
