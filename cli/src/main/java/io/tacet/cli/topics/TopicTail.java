package io.tacet.cli.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The records of all partitions of a topic, from its beginning or its end on. For one thread. */
final class TopicTail {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions;
  private final boolean untilNow;
  private final Map<TopicPartition, Long> ends;

  TopicTail(
      Consumer<byte[], byte[]> consumer, String topic, boolean fromBeginning, boolean untilNow) {
    this.consumer = consumer;
    this.untilNow = untilNow;
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException(topic);
    }
    partitions = found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    consumer.assign(partitions);
    if (fromBeginning) {
      consumer.seekToBeginning(partitions);
    } else {
      consumer.seekToEnd(partitions);
    }
    ends = consumer.endOffsets(partitions);
  }

  /** Takes a record. */
  @FunctionalInterface
  interface Taker {
    void take(ConsumerRecord<byte[], byte[]> record) throws IOException, InterruptedException;
  }

  /**
   * Hands on records until there are enough, or the end is reached, if there is one.
   *
   * @param key only records with this key; null: all
   */
  void forEach(@Nullable String key, long most, Taker taker)
      throws IOException, InterruptedException {
    long left = most;
    while (left > 0 && !(untilNow && atEnd())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        boolean wanted = key == null || key.equals(text(record.key()));
        if (wanted && left > 0 && !(untilNow && isLater(record))) {
          taker.take(record);
          left--;
        }
      }
    }
  }

  private boolean atEnd() {
    return partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
  }

  private boolean isLater(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return record.offset() >= ends.getOrDefault(partition, Long.MAX_VALUE);
  }

  private static @Nullable String text(byte @Nullable [] key) {
    return key == null ? null : new String(key, UTF_8);
  }
}
