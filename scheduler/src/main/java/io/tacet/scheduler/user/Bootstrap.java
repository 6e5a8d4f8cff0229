package io.tacet.scheduler.user;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.scheduler.config.ConfigCheck;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.project.Projects;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Makes the user {@code admin} and the project {@code default}, if the configuration has a token
 * for it. Tried until it works, because the registry may start later than this service.
 */
@ApplicationScoped
public class Bootstrap {

  static final String USER = "admin";
  static final String PROJECT = "default";

  private static final Duration DONE = Duration.ofDays(1);

  private final ConfigCheck settings;
  private final SchedulerConfig config;
  private final Projects projects;
  private final Users users;
  private final Dispatcher dispatcher;
  private final Loop loop;
  private volatile boolean done;

  Bootstrap(
      ConfigCheck settings,
      SchedulerConfig config,
      Projects projects,
      Users users,
      Dispatcher dispatcher,
      MeterRegistry metrics) {
    this.settings = settings;
    this.config = config;
    this.projects = projects;
    this.users = users;
    this.dispatcher = dispatcher;
    this.loop = new Loop("bootstrap", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Whether the built-in user is there, or none is asked for. */
  public boolean isDone() {
    return done;
  }

  private Duration turn() {
    settings
        .bootstrapToken()
        .ifPresent(
            token -> {
              projects.bootstrap(PROJECT, "Default project");
              users.bootstrap(USER, config.bootstrapMail(), PROJECT, token);
              dispatcher.wake();
            });
    done = true;
    return DONE;
  }
}
