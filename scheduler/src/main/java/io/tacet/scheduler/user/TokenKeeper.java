package io.tacet.scheduler.user;

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

/**
 * Takes expired tokens out of the directory, for services that know only what it says. This one
 * refuses them by its own clock. Any number of these may run side by side.
 */
@ApplicationScoped
class TokenKeeper {

  private final Tokens tokens;
  private final Dispatcher dispatcher;
  private final QueueConfig config;
  private final Loop loop;

  TokenKeeper(
      Tokens tokens,
      Dispatcher dispatcher,
      QueueConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.tokens = tokens;
    this.dispatcher = dispatcher;
    this.config = config;
    this.loop = new Loop("token-keeper", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    if (tokens.endExpired() > 0) {
      dispatcher.wake();
    }
    return config.check();
  }
}
