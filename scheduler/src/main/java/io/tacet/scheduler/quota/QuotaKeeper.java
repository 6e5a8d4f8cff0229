package io.tacet.scheduler.quota;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.QueueConfig;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Looks for jobs that waited for quota and need not any more. Several may run side by side. */
@ApplicationScoped
class QuotaKeeper {

  private final QuotaWaits waits;
  private final Dispatcher dispatcher;
  private final QueueConfig config;
  private final Loop loop;

  QuotaKeeper(
      QuotaWaits waits,
      Dispatcher dispatcher,
      QueueConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.waits = waits;
    this.dispatcher = dispatcher;
    this.config = config;
    this.loop = new Loop("quota-keeper", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    if (waits.letGoOn() > 0) {
      dispatcher.wake();
    }
    return config.check();
  }
}
