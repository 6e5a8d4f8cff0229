package io.tacet.accountant.running;

import io.tacet.contract.serde.EventReader;
import io.tacet.contract.serde.SerdeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads everything on a topic, from the beginning to its end, as a committed reader. */
final class TopicReader {

  private TopicReader() {}

  static <T extends SpecificRecord> List<T> all(
      Surroundings surroundings, String topic, Class<T> type) throws Exception {
    return all(surroundings, topic, type, (record, event) -> {});
  }

  /** The same, each shown with its record. */
  static <T extends SpecificRecord> List<T> all(
      Surroundings surroundings,
      String topic,
      Class<T> type,
      BiConsumer<ConsumerRecord<byte[], byte[]>, T> look)
      throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            surroundings.cluster().kafka().bootstrapServers(),
            "isolation.level",
            "read_committed",
            "enable.metrics.push",
            false);
    List<T> events = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        EventReader reader =
            new EventReader(SerdeSettings.forRegistry(surroundings.cluster().registry().url()))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofSeconds(1))) {
          T event = reader.read(topic, one.value(), type);
          look.accept(one, event);
          events.add(event);
        }
      }
    }
    return events;
  }
}
