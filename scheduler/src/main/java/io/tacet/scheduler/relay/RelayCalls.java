package io.tacet.scheduler.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.OwnConnections;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Listens to other schedulers on the same database that have put something into the outbox and do
 * not relay themselves. See {@link RelayWake}.
 */
@ApplicationScoped
public class RelayCalls {

  private static final Logger LOG = Logger.getLogger(RelayCalls.class);

  /** So long a call of the driver waits; a stop of the service waits for it at most. */
  private static final Duration WAIT = Duration.ofMillis(500);

  private final OwnConnections connections;
  private final RelayWake wake;
  private final Loop loop;
  private @Nullable Connection connection;

  RelayCalls(
      OwnConnections connections, RelayWake wake, SchedulerConfig config, MeterRegistry metrics) {
    this.connections = connections;
    this.wake = wake;
    this.loop = new Loop("relay-calls", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
    close();
  }

  private Duration turn() throws SQLException {
    boolean fine = false;
    try {
      Connection current = connection == null ? open() : connection;
      PGNotification[] calls =
          current.unwrap(PGConnection.class).getNotifications(Math.toIntExact(WAIT.toMillis()));
      if (calls != null && calls.length > 0) {
        wake.signal().raise();
      }
      fine = true;
      return Duration.ZERO;
    } finally {
      if (!fine) {
        close();
      }
    }
  }

  private Connection open() throws SQLException {
    Connection opened = connections.open();
    connection = opened;
    try (Statement statement = opened.createStatement()) {
      boolean unused = statement.execute("LISTEN " + RelayWake.CHANNEL);
    }
    return opened;
  }

  private void close() {
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (SQLException e) {
      LOG.debug("The listening session was broken when it was closed", e);
    }
  }
}
