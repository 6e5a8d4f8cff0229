package io.tacet.intake.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tacet.contract.deadletter.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the dead letters from the beginning. */
public final class DeadLetterReader {

  private DeadLetterReader() {}

  /** The topic each present letter came from. */
  public static List<String> sources(ServiceSurroundings surroundings) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            surroundings.cluster().kafka().bootstrapServers(),
            "isolation.level",
            "read_committed",
            "enable.metrics.push",
            false);
    String topic = surroundings.topics().deadLetters();
    List<String> sources = new ArrayList<>();
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
        for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(Duration.ofSeconds(1))) {
          sources.add(
              new String(letter.headers().lastHeader(DeadLetter.SOURCE_TOPIC).value(), UTF_8));
        }
      }
    }
    return sources;
  }
}
