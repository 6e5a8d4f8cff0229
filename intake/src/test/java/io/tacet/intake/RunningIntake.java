package io.tacet.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.signature.EventCheck;
import io.tacet.contract.topic.Topics;
import io.tacet.intake.database.Transactions;
import io.tacet.intake.testing.ServiceSurroundings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The reader in a thread of this process, with real topics and a real database. */
final class RunningIntake implements AutoCloseable {

  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private final EventReader reader;
  private final Intake intake;
  private final Witness witness;
  private final Thread thread;

  RunningIntake(ServiceSurroundings surroundings, String group, EventStore<?>... stores) {
    Topics topics = surroundings.topics();
    Map<String, EventStore<?>> byTopic = new LinkedHashMap<>();
    for (EventStore<?> store : stores) {
      byTopic.put(store.topic(topics), store);
    }
    Map<String, Object> common =
        Map.of("bootstrap.servers", surroundings.cluster().kafka().bootstrapServers());
    Map<String, Object> consumer =
        Map.of(
            "bootstrap.servers",
            surroundings.cluster().kafka().bootstrapServers(),
            "group.id",
            group,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false);
    Map<String, Object> keys =
        Map.of(
            "bootstrap.servers",
            surroundings.cluster().kafka().bootstrapServers(),
            "isolation.level",
            "read_committed");
    reader = new EventReader(SerdeSettings.forRegistry(surroundings.cluster().registry().url()));
    IntakeMetrics counts = new IntakeMetrics(metrics);
    Transactions transactions = new Transactions(database(surroundings));
    witness =
        new Witness(
            new EventCheck(topics, false),
            new KeyRing(
                () ->
                    new KafkaConsumer<>(
                        keys, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                topics.directory(),
                reader,
                counts));
    intake =
        new Intake(
            () ->
                new KafkaConsumer<>(
                    consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
            byTopic,
            new BatchWriter(
                byTopic,
                reader,
                witness,
                transactions,
                new DeadLetters(topics, new ReaderName("reader"), () -> common, counts),
                counts),
            transactions,
            counts,
            new Backoff(() -> 0));
    thread = new Thread(intake, "intake");
    thread.start();
  }

  @Nullable String trouble() {
    return intake.trouble();
  }

  double count(String counter) {
    return metrics.find(counter).counters().stream().mapToDouble(Counter::count).sum();
  }

  @Override
  public void close() {
    intake.stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the reader stops", e);
    }
    witness.close();
    reader.close();
  }

  private static PGSimpleDataSource database(ServiceSurroundings surroundings) {
    Map<String, String> environment = surroundings.environment(0);
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(Objects.requireNonNull(environment.get("QUARKUS_DATASOURCE_JDBC_URL")));
    database.setUser(environment.get("QUARKUS_DATASOURCE_USERNAME"));
    database.setPassword(environment.get("QUARKUS_DATASOURCE_PASSWORD"));
    return database;
  }
}
