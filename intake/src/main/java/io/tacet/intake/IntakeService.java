package io.tacet.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.config.ContractConfig;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.database.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Starts the readers with the service, stops them with the service, and says how they are. */
@ApplicationScoped
public class IntakeService {

  private static final long STOP_MILLIS = 10_000;

  private final List<Reading> readings = new ArrayList<>();
  private final EventReader reader;
  private final EventCheck check;
  private final Supplier<KeyRing> keyRing;

  IntakeService(
      @All List<EventStore<?>> stores,
      ReaderName name,
      ContractConfig contract,
      KafkaSettings kafka,
      SignatureReading signatures,
      Transactions transactions,
      MeterRegistry registry) {
    Topics topics = contract.topicNames();
    Map<String, EventStore<?>> ours = new LinkedHashMap<>();
    Map<String, EventStore<?>> foreign = new LinkedHashMap<>();
    stores.stream()
        .filter(EventStore::isWanted)
        .forEach(store -> (store.isForeign() ? foreign : ours).put(store.topic(topics), store));
    IntakeMetrics metrics = new IntakeMetrics(registry);
    reader = new EventReader(contract.serdeSettings());
    DeadLetters letters = new DeadLetters(topics, name, kafka::producer, metrics);
    check = new EventCheck(topics, signatures.required());
    keyRing =
        () ->
            new KeyRing(
                () ->
                    new KafkaConsumer<>(
                        kafka.keyConsumer(),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer()),
                topics.directory(),
                reader,
                metrics);
    readings.add(reading("intake", ours, kafka::consumer, transactions, letters, metrics));
    foreign.forEach(
        (topic, store) ->
            readings.add(
                reading(
                    "intake-" + topic,
                    Map.of(topic, store),
                    () -> kafka.consumerOf(topic),
                    transactions,
                    letters,
                    metrics)));
  }

  private Reading reading(
      String thread,
      Map<String, EventStore<?>> byTopic,
      Supplier<Map<String, Object>> consumer,
      Transactions transactions,
      DeadLetters letters,
      IntakeMetrics metrics) {
    Witness witness = new Witness(check, keyRing.get());
    metrics.begin(byTopic.keySet());
    Intake intake =
        new Intake(
            () ->
                new KafkaConsumer<>(
                    consumer.get(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            byTopic,
            new BatchWriter(byTopic, reader, witness, transactions, letters, metrics),
            transactions,
            metrics,
            new Backoff(() -> ThreadLocalRandom.current().nextDouble()));
    return new Reading(intake, new Thread(intake, thread), witness);
  }

  void start(@Observes StartupEvent event) {
    readings.forEach(reading -> reading.thread().start());
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    readings.forEach(reading -> reading.intake().stop());
    for (Reading reading : readings) {
      reading.thread().join(STOP_MILLIS);
      if (!reading.thread().isAlive()) {
        reading.witness().close();
      }
    }
    reader.close();
  }

  boolean isAlive() {
    return readings.stream().allMatch(reading -> reading.thread().isAlive());
  }

  /**
   * Waits until everything that lay on our topics when this process began to read is stored.
   *
   * @return false when it was not within this time
   */
  public boolean awaitCaughtUp(Duration limit) throws InterruptedException {
    return readings.get(0).intake().awaitCaughtUp(limit);
  }

  /** What keeps it from reading our topics; a foreign one that is away is none of our troubles. */
  public @Nullable String trouble() {
    return readings.get(0).intake().trouble();
  }

  /** A reader and the thread it runs in; the first is that of our topics. */
  private record Reading(Intake intake, Thread thread, Witness witness) {}
}
