package io.tacet.it.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.security.KafkaSecurity;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads whole topics as anybody could: a plain consumer that sees committed records only, and the
 * {@link PlainDecoder}. Each call reads anew from the beginning.
 */
public final class TopicReader {

  private final KafkaUser user;
  private final PlainDecoder decoder;

  /** For one broker and registry, both open. */
  public TopicReader(String bootstrapServers, String registryUrl) {
    this(
        new KafkaUser(bootstrapServers, KafkaSecurity.none()),
        new PlainDecoder(registryUrl, HttpClient.newHttpClient()));
  }

  TopicReader(KafkaUser user, PlainDecoder decoder) {
    this.user = user;
    this.decoder = decoder;
  }

  /** All committed records of a topic, decoded; tombstones left out. */
  public List<GenericRecord> events(String topic) {
    return records(topic).stream()
        .filter(record -> record.value() != null)
        .map(record -> decoder.decode(record.value()))
        .toList();
  }

  /** All events of a topic with one key: a job's id, a machine's. */
  public List<GenericRecord> eventsOf(String topic, String key) {
    return records(topic).stream()
        .filter(record -> record.key() != null && key.equals(new String(record.key(), UTF_8)))
        .filter(record -> record.value() != null)
        .map(record -> decoder.decode(record.value()))
        .toList();
  }

  /** All committed records of a topic as bytes, in the order of each partition. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = user.settings();
    config.put("isolation.level", "read_committed");
    // A fetch that still waits at the broker holds up what is asked after it, closing too
    config.put("fetch.max.wait.ms", 20);
    config.put("enable.auto.commit", false);
    config.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
