package io.tacet.scheduler.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tacet.scheduler.database.DatabaseException;
import io.tacet.scheduler.database.Sql;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Tells the relay that the outbox may hold something, be it in this process or, by NOTIFY, in
 * another one on the same database. Only a hint: what is lost here, the relay's poll finds.
 * Thread-safe.
 */
@ApplicationScoped
public class RelayWake {

  /** What a relay listens to; a database has one installation's scheduler only. */
  static final String CHANNEL = "tacet_relay";

  /** Only when there is something: NOTIFY takes a lock on the whole database cluster. */
  private static final String TELL = "SELECT pg_notify(?, '') WHERE EXISTS (SELECT 1 FROM outbox)";

  private static final Logger LOG = Logger.getLogger(RelayWake.class);

  private final Signal signal = new Signal();
  private final Sql sql;
  private final Counter lost;
  private volatile boolean here;

  RelayWake(Sql sql, MeterRegistry metrics) {
    this.sql = sql;
    this.lost = metrics.counter("tacet.scheduler.relay.hints.lost");
  }

  /** Wakes the relay. To be called after the commit, outside of any transaction. */
  public void wake() {
    signal.raise();
    if (here) {
      return;
    }
    try {
      sql.query(TELL, row -> Boolean.TRUE, CHANNEL);
    } catch (DatabaseException e) {
      lost.increment();
      LOG.debugf("The relay is not told, and finds out by itself: %s", e.getMessage());
    }
  }

  /** Whether the relay is at work in this process, so that nobody else need be told. */
  void relaysHere(boolean relays) {
    here = relays;
  }

  Signal signal() {
    return signal;
  }
}
