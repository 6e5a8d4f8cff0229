package io.tacet.scheduler.window;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.rest.PutWindow;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.WindowWaits;
import io.tacet.scheduler.wake.InTurn;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Opens and closes windows, and reads feeds, on a thread of their own because that may take time.
 * It says what holds again and again instead of what has changed, so any number of these may run
 * side by side and miss nothing.
 */
@ApplicationScoped
public class WindowKeeper {

  private static final Logger LOG = Logger.getLogger(WindowKeeper.class);

  private final WindowStore windows;
  private final WindowWaits waits;
  private final FeedReader feeds;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final WindowConfig config;
  private final MeterRegistry metrics;
  private final Signal wake = new Signal();
  private final Loop keeping;
  private final Loop reading;

  WindowKeeper(
      WindowStore windows,
      WindowWaits waits,
      FeedReader feeds,
      Transactions transactions,
      Dispatcher dispatcher,
      InstantSource clock,
      WindowConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.windows = windows;
    this.waits = waits;
    this.feeds = feeds;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.config = config;
    this.metrics = metrics;
    this.keeping = new Loop("window-keeper", this::keep, wake, scheduler, metrics);
    this.reading = new Loop("window-feeds", this::read, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    keeping.start();
    reading.start();
  }

  void stop(@Observes ShutdownEvent event) {
    keeping.stop();
    reading.stop();
  }

  /** A window has changed. */
  void wake() {
    wake.raise();
  }

  private Duration keep() {
    Instant now = clock.instant();
    InTurn.each(
        windows.all(),
        window -> {
          if (transactions.call(() -> keep(window, now))) {
            dispatcher.wake();
          }
        });
    return config.check();
  }

  /** Whether something may start that could not before. */
  private boolean keep(WindowRow window, Instant now) {
    WindowState state = WindowState.of(window.definition(), window.points(), now);
    if (state.open() != window.open()) {
      LOG.infof("start window %s is %s", window.id(), state.open() ? "open" : "closed");
    }
    boolean machines = windows.state(window.id(), state);
    int jobs = state.open() ? waits.open(window.id()) : waits.close(window.id(), now);
    return state.open() && (machines || jobs > 0);
  }

  private Duration read() throws InterruptedException {
    Instant now = clock.instant();
    Optional<WindowRow> due = windows.claimReading(now, now.plus(config.feedEvery()));
    PutWindow.Feed feed = due.map(window -> window.definition().feed()).orElse(null);
    if (due.isEmpty() || feed == null || feed.uri() == null) {
      return config.check();
    }
    String id = due.get().id();
    try {
      windows.read(id, feeds.read(feed.uri()));
    } catch (FeedFailed e) {
      String why = "The feed " + feed.uri() + " can't be read: " + e.getMessage() + ".";
      windows.unreadable(id, why);
      metrics.counter("tacet.scheduler.window.feed.failures").increment();
      LOG.warnf("start window %s: %s", id, why);
    }
    wake();
    return Duration.ZERO;
  }
}
