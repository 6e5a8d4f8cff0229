package io.tacet.accountant.imports;

import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Transactions of imports, which take half of the connections together, however many imports run:
 * events, reports and requests find one without waiting. Whoever has to wait does so before it has
 * any. Thread-safe.
 */
@ApplicationScoped
class ImportTransactions {

  /** What an import takes: one writes a block while the other sums one up. */
  static final int AN_IMPORT = 2;

  private final Transactions transactions;
  private final int all;
  private final Semaphore connections;

  /** Out of a pool of so many connections. */
  ImportTransactions(
      Transactions transactions,
      @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int pool) {
    this.transactions = transactions;
    this.all = Math.max(AN_IMPORT, pool / 2);
    this.connections = new Semaphore(all, true);
  }

  /** How many connections they take together at most, {@link #AN_IMPORT} at least. */
  int connections() {
    return all;
  }

  /** Books. */
  <T> T run(Transactions.Work<T> work) throws SQLException {
    return run(1, work);
  }

  /** Runs a dry run, which tells from time to time how far it is, on another connection. */
  <T> T runDry(Transactions.Work<T> work) throws SQLException {
    return run(AN_IMPORT, work);
  }

  private <T> T run(int count, Transactions.Work<T> work) throws SQLException {
    connections.acquireUninterruptibly(count);
    try {
      return transactions.run(work);
    } finally {
      connections.release(count);
    }
  }
}
