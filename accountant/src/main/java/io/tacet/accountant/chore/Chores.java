package io.tacet.accountant.chore;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.security.KafkaRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks after every chore, on one thread, from the service's start to its end. */
@ApplicationScoped
class Chores {

  private static final Logger LOG = Logger.getLogger(Chores.class);
  private static final long STOP_MILLIS = 5_000;

  /** More is done at the next look, so that no chore keeps the others waiting for long. */
  private static final int PIECES = 20;

  private final List<Chore> chores;
  private final MeterRegistry metrics;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "chores"));

  Chores(@All List<Chore> chores, MeterRegistry metrics) {
    this.chores = chores;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    for (Chore chore : chores) {
      long every = chore.every().toMillis();
      // A look catches what it throws
      ScheduledFuture<?> unused =
          thread.scheduleWithFixedDelay(
              () -> look(chore), Math.min(every, 1000), every, TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
      thread.shutdownNow();
    }
  }

  private void look(Chore chore) {
    try {
      for (int piece = 0; piece < PIECES && chore.look(); piece++) {
        if (thread.isShutdown()) {
          return;
        }
      }
      metrics.counter("tacet.chores.looks", "chore", chore.name()).increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      metrics.counter("tacet.chores.failed", "chore", chore.name()).increment();
      KafkaRefusal.advice(e)
          .ifPresentOrElse(
              advice ->
                  LOG.warnf("%s is tried again in %s: %s", chore.name(), chore.every(), advice),
              () ->
                  LOG.warnf(e, "%s failed and is tried again in %s", chore.name(), chore.every()));
    }
  }
}
