package io.tacet.scheduler.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Topics as anybody else sees and writes them. Clients are kept: opening one takes longer than most
 * of what it is wanted for. Thread-safe.
 */
@ApplicationScoped
public class Kafka {

  private final Topics topics;
  private final EventReader reader;
  private final EventWriter writer;
  private final Map<String, ReadTopic> shared = new ConcurrentHashMap<>();
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private @Nullable Admin admin;

  Kafka(Topics topics, EventReader reader, EventWriter writer) {
    this.topics = topics;
    this.reader = reader;
    this.writer = writer;
  }

  /** Common client settings. */
  public static Map<String, Object> settings() {
    return new HashMap<>(
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig().getValue("tacet.kafka.bootstrap-servers", String.class),
            "enable.metrics.push",
            false));
  }

  /** Topic names. */
  public Topics topics() {
    return topics;
  }

  /** An event as bytes. */
  public byte[] bytes(String topic, SpecificRecord event) {
    return writer.write(topic, event);
  }

  /** Sends an event and waits until it is there. */
  public RecordMetadata send(String topic, String key, SpecificRecord event) {
    return send(topic, key, writer.write(topic, event));
  }

  /** Sends bytes and waits until they are there. */
  public RecordMetadata send(String topic, String key, byte @Nullable [] value) {
    return send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Sends a record and waits until it is there. */
  public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer().send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  /** To ask the broker. */
  public synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(settings());
    }
    return admin;
  }

  @PreDestroy
  synchronized void close() {
    shared.values().forEach(ReadTopic::close);
    if (producer != null) {
      producer.close();
    }
    if (admin != null) {
      admin.close();
    }
  }

  /** All committed records of a topic, as far as it goes now. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    if (topics.shared().stream().anyMatch(spec -> spec.name().equals(topic))) {
      return shared.computeIfAbsent(topic, ReadTopic::new).toEnd();
    }
    try (ReadTopic once = new ReadTopic(topic)) { // a machine's: it may go and come again
      return once.toEnd();
    }
  }

  /** All committed events of a topic with a key. */
  public <T extends SpecificRecord> List<T> events(String topic, String key, Class<T> type) {
    // Avro finds its classes through the thread's class loader, and Awaitility's threads have none
    Thread.currentThread().setContextClassLoader(Kafka.class.getClassLoader());
    return records(topic).stream()
        .filter(record -> key.equals(new String(record.key(), UTF_8)))
        .map(record -> reader.read(topic, record.value(), type))
        .toList();
  }

  /** Outcomes of a job's orders, as {@code attempt:STATE}. */
  public List<String> outcomes(String job) {
    return events(topics.jobStatus(), job, JobStatus.class).stream()
        .filter(status -> status.getOrderId() != null)
        .filter(status -> io.tacet.contract.job.JobLifecycle.isOutcome(status.getState()))
        .map(status -> status.getAttempt() + ":" + status.getState())
        .toList();
  }
}
