package io.tacet.notifier.mail;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What each sender's thread does until it is told to stop: write what is to be written, send what
 * is due, else wait for a hint. A mail that was tried is settled before anything else, however long
 * the database is away. Thread-safe: several threads run the same loop.
 */
@ApplicationScoped
class SendLoop implements Runnable {

  private static final long POLL_MILLIS = 1000;

  private final List<TimedSource> sources;
  private final MailSender sender;
  private final WakeUp wakeUp;
  private final MailMetrics metrics;
  private volatile boolean stopping;

  SendLoop(@All List<MailSource> sources, MailSender sender, WakeUp wakeUp, MailMetrics metrics) {
    this.sources = sources.stream().map(TimedSource::new).toList();
    this.sender = sender;
    this.wakeUp = wakeUp;
    this.metrics = metrics;
  }

  void stop() {
    stopping = true;
    wakeUp.signal();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        if (!step()) {
          wakeUp.await(POLL_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does one thing; false when there is nothing to do now. */
  private boolean step() throws InterruptedException {
    try {
      return workOnce();
    } catch (SQLException | RuntimeException e) {
      metrics.databaseAway(e);
      return false;
    }
  }

  /**
   * Does one thing; false when there is nothing to do now.
   *
   * @throws SQLException when the database is away
   */
  boolean workOnce() throws SQLException, InterruptedException {
    boolean busy = false;
    for (TimedSource source : sources) {
      busy |= source.writeNext();
    }
    Optional<MailSender.Sending> sending = sender.sendNext();
    if (sending.isPresent()) {
      settle(sending.get());
    }
    return busy || sending.isPresent();
  }

  /**
   * Waits a moment if there will be more to do within seconds; false at once if not.
   *
   * @throws SQLException when the database is away
   */
  boolean awaitMore() throws SQLException, InterruptedException {
    for (TimedSource source : sources) {
      if (source.hasSoon()) {
        wakeUp.await(POLL_MILLIS);
        return true;
      }
    }
    return false;
  }

  private void settle(MailSender.Sending sending) throws InterruptedException {
    while (true) {
      try {
        sender.settle(sending);
        return;
      } catch (SQLException e) {
        metrics.databaseAway(e);
        if (stopping) {
          return;
        }
        wakeUp.await(POLL_MILLIS);
      }
    }
  }
}
