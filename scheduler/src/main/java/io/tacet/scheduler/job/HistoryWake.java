package io.tacet.scheduler.job;

import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Tells whoever follows the history that something was committed to it by this process; what others
 * commit, a poll finds. Thread-safe.
 */
@ApplicationScoped
public class HistoryWake {

  private static final Object MARK = new Object();

  private final TransactionSynchronizationRegistry transactions;
  private final Signal signal = new Signal();

  HistoryWake(TransactionSynchronizationRegistry transactions) {
    this.transactions = transactions;
  }

  /** Raises the signal when the transaction at hand has committed. */
  void raiseAfterCommit() {
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
      signal.raise();
    } else if (transactions.getResource(MARK) == null) {
      transactions.putResource(MARK, MARK);
      transactions.registerInterposedSynchronization(new AfterCommit());
    }
  }

  /** Wakes the waiting thread. */
  public void raise() {
    signal.raise();
  }

  /** What the waiting thread waits for. */
  public Signal signal() {
    return signal;
  }

  private final class AfterCommit implements Synchronization {

    @Override
    public void beforeCompletion() {
      // Nothing is to be done before
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        signal.raise();
      }
    }
  }
}
