package io.tacet.scheduler.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.topic.Topics;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes the shared topics at start, as soon as Kafka answers. Where this service may not make
 * topics it says which are missing, and looks again.
 */
@ApplicationScoped
public class SharedTopics {

  private static final Logger LOG = Logger.getLogger(SharedTopics.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  private static final Duration DONE = Duration.ofDays(1);

  private final TopicCreation creation;
  private final Topics topics;
  private final Loop loop;
  private volatile String missing = "Kafka has not answered yet";

  SharedTopics(
      TopicCreation creation, Topics topics, SchedulerConfig config, MeterRegistry metrics) {
    this.creation = creation;
    this.topics = topics;
    this.loop = new Loop("shared-topics", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Whether all are there. */
  public boolean areThere() {
    return missing.isEmpty();
  }

  /** What is missing, for a person; empty when nothing is. */
  public String missing() {
    return missing;
  }

  private Duration turn() {
    List<String> absent = creation.ensureAll(topics.shared());
    if (absent.isEmpty()) {
      missing = "";
      return DONE;
    }
    missing = "topics that this service may not create: " + String.join(", ", absent);
    LOG.warnf("Missing are %s. Create them with the settings in the manual.", missing);
    return LOOK_AGAIN;
  }
}
