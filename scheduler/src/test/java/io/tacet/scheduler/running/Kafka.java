package io.tacet.scheduler.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.EventWriter;
import io.tacet.contract.topic.Topics;
import io.tacet.schema.JobStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Topics as anybody else sees and writes them. */
@ApplicationScoped
public class Kafka {

  private final Topics topics;
  private final EventReader reader;
  private final EventWriter writer;

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
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      return producer.send(record).get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All committed records of a topic, as far as it goes now. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings = settings();
    settings.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(one -> consumer.position(one) < ends.getOrDefault(one, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
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
