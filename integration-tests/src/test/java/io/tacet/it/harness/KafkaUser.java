package io.tacet.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.security.KafkaSecurity;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Somebody with a way to sign in, and plain clients of Kafka. Immutable.
 *
 * @param security how to sign in
 */
public record KafkaUser(String bootstrapServers, KafkaSecurity security) {

  /** A consumer in a machine's group; the caller closes it. */
  public KafkaConsumer<byte[], byte[]> consumer(String groupOf) {
    Map<String, Object> settings = settings();
    settings.put("group.id", new MachineId(groupOf).consumerGroup());
    settings.put("auto.offset.reset", "none");
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A producer; the caller closes it. */
  public KafkaProducer<byte[], byte[]> producer(Optional<String> transactionalId) {
    Map<String, Object> settings = settings();
    transactionalId.ifPresent(id -> settings.put("transactional.id", id));
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Writes one record and waits until the broker has it.
   *
   * @throws ExecutionException with what the broker says when it does not take it
   */
  public void send(ProducerRecord<byte[], byte[]> record)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = producer(Optional.empty())) {
      var unused = producer.send(record).get();
    }
  }

  /** The same, of some bytes under a key. */
  public void send(String topic, String key, byte[] value)
      throws ExecutionException, InterruptedException {
    send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Asks for something. */
  public void ask() {
    Map<String, Object> settings = settings();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.listTopics();
    }
  }

  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(security.properties());
    settings.put("bootstrap.servers", bootstrapServers);
    settings.put("enable.metrics.push", false);
    return settings;
  }
}
