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
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks Kafka now and then, because nothing else may: a consumer without a broker just reads
 * nothing, a relay without records sends none, and a scheduler that stands by does neither. Gauge
 * {@code tacet.scheduler.kafka.contact}: 1 when it answered last, else 0. Thread-safe.
 */
@ApplicationScoped
public class KafkaContact {

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Runnable question;
  private final Loop loop;
  private final AtomicInteger held;
  private volatile String trouble = "has not answered yet";

  KafkaContact(Offsets offsets, Topics topics, SchedulerConfig config, MeterRegistry metrics) {
    this.question = () -> ask(offsets, topics);
    this.held = new AtomicInteger();
    metrics.gauge("tacet.scheduler.kafka.contact", held);
    this.loop = new Loop("kafka-contact", this::turn, new Signal(), config, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  /** Whether it answered when it was asked last. */
  public boolean isHeld() {
    return trouble.isEmpty();
  }

  /** Why not, for a person; empty when it did. */
  public String trouble() {
    return trouble;
  }

  private Duration turn() {
    try {
      question.run();
    } catch (KafkaException e) {
      held.set(0);
      trouble =
          "does not answer ("
              + e.getMessage()
              + "); see that it runs and has room on its disk, and that"
              + " tacet.kafka.bootstrap-servers is right";
      throw e;
    }
    held.set(1);
    trouble = "";
    return EVERY;
  }

  private static void ask(Offsets offsets, Topics topics) {
    long unused = offsets.end(new TopicPartition(topics.jobStatus(), 0));
  }
}
