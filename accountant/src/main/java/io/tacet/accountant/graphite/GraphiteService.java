package io.tacet.accountant.graphite;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.serde.EventReader;
import io.tacet.intake.Backoff;
import io.tacet.intake.KafkaSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Starts the sink with the service if it is wanted, and stops it with the service. */
@ApplicationScoped
class GraphiteService {

  private static final long STOP_MILLIS = 10_000;

  private final GraphiteSettings settings;
  private final ContractConfig contract;
  private final KafkaSettings kafka;
  private final MeterRegistry registry;
  private final InstantSource clock;
  private volatile @Nullable Running running;

  GraphiteService(
      GraphiteSettings settings,
      ContractConfig contract,
      KafkaSettings kafka,
      MeterRegistry registry,
      InstantSource clock) {
    this.settings = settings;
    this.contract = contract;
    this.kafka = kafka;
    this.registry = registry;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    if (!settings.enabled()) {
      return;
    }
    EventReader reader = new EventReader(contract.serdeSettings());
    GraphiteMetrics metrics = new GraphiteMetrics(registry);
    GraphiteSink sink =
        new GraphiteSink(
            settings,
            contract.topicNames().metrics(),
            () ->
                new KafkaConsumer<>(
                    kafka.consumerOf("graphite"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer()),
            reader,
            metrics,
            clock,
            new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
    Thread thread = new Thread(sink, "graphite");
    running = new Running(sink, metrics, reader, thread);
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException, IOException {
    Running now = running;
    if (now != null) {
      now.sink().stop();
      now.thread().join(STOP_MILLIS);
      now.reader().close();
    }
  }

  boolean isWanted() {
    return running != null;
  }

  /** Whether its thread lives, or none is wanted. */
  boolean isAlive() {
    Running now = running;
    return now == null || now.thread().isAlive();
  }

  /** What keeps samples from Graphite; null when nothing does, or none are wanted there. */
  @Nullable String trouble() {
    Running now = running;
    return now == null ? null : now.metrics().trouble();
  }

  private record Running(
      GraphiteSink sink, GraphiteMetrics metrics, EventReader reader, Thread thread) {}
}
