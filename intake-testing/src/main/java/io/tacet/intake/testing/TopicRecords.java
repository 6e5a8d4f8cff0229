package io.tacet.intake.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is on a topic, as a reader of committed records sees it. */
public final class TopicRecords {

  private TopicRecords() {}

  /** Everything from the beginning to the present end. */
  public static List<ConsumerRecord<byte[], byte[]>> all(
      ServiceSurroundings surroundings, String topic) {
    // A fetch that still waits at the broker holds up what is asked after it, closing too
    Map<String, Object> settings =
        Map.of(
            "fetch.max.wait.ms",
            20,
            "bootstrap.servers",
            surroundings.cluster().kafka().bootstrapServers(),
            "isolation.level",
            "read_committed",
            "enable.metrics.push",
            false);
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
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
    }
    return records;
  }
}
