package io.tacet.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Starts the reader with the service, stops it with the service, and says how it is. */
@ApplicationScoped
public class IntakeService {

  private static final long STOP_MILLIS = 10_000;

  private final Intake intake;
  private final EventReader reader;
  private final Thread thread;

  IntakeService(
      @All List<EventStore<?>> stores,
      ReaderName name,
      ContractConfig contract,
      KafkaSettings kafka,
      Transactions transactions,
      MeterRegistry registry) {
    Topics topics = contract.topicNames();
    Map<String, EventStore<?>> byTopic = new LinkedHashMap<>();
    stores.forEach(store -> byTopic.put(store.topic(topics), store));
    IntakeMetrics metrics = new IntakeMetrics(registry);
    reader = new EventReader(contract.serdeSettings());
    intake =
        new Intake(
            () ->
                new KafkaConsumer<>(
                    kafka.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            byTopic,
            new BatchWriter(
                byTopic,
                reader,
                transactions,
                new DeadLetters(topics, name, kafka.producer(), metrics),
                metrics),
            transactions,
            metrics,
            new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
    thread = new Thread(intake, "intake");
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    intake.stop();
    thread.join(STOP_MILLIS);
    reader.close();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * Waits until everything that lay on the topics when this process began to read is stored.
   *
   * @return false when it was not within this time
   */
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return intake.awaitCaughtUp(limit);
  }

  /** What keeps it from reading; null when nothing does. */
  public @Nullable String trouble() {
    return intake.trouble();
  }
}
