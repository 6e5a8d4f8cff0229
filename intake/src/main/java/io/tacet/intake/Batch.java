package io.tacet.intake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is stored in one transaction: a poll and those after it that need not wait. What a
 * transaction costs whatever is in it (the look for keys, offsets, turns, plans) is that of a dozen
 * small events; a poll alone holds few, because big ones have to fit into a small heap. Not
 * thread-safe.
 */
final class Batch {

  private static final int ENOUGH_RECORDS = 500;

  /** Of values. A poll more than this may be in memory. */
  private static final long ENOUGH_BYTES = 1024 * 1024;

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final Map<TopicPartition, Long> begins = new LinkedHashMap<>();
  private long bytes;
  private @Nullable KafkaException failure;

  private Batch() {}

  /**
   * Polls until nothing is there any more or there is enough; waits for the first only. A poll
   * after the first that fails ends it, see {@link #throwIfCutShort}.
   */
  static Batch gather(Consumer<byte[], byte[]> consumer, Duration wait) {
    Batch batch = new Batch();
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(wait);
    while (!polled.isEmpty()) {
      polled.forEach(batch::add);
      if (batch.records.size() >= ENOUGH_RECORDS || batch.bytes >= ENOUGH_BYTES) {
        break;
      }
      try {
        polled = consumer.poll(Duration.ZERO);
      } catch (KafkaException e) {
        // What was polled before is good, and behind a record that can't be read it would never be
        // stored
        batch.failure = e;
        break;
      }
    }
    return batch;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
    bytes += record.value() == null ? 0 : record.value().length;
    begins.merge(
        new TopicPartition(record.topic(), record.partition()), record.offset(), Math::min);
  }

  /** To be called when it is stored. */
  void throwIfCutShort() {
    if (failure != null) {
      throw failure;
    }
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  List<ConsumerRecord<byte[], byte[]>> records() {
    return records;
  }

  /** Back to its begin, in the partitions that are still the consumer's: it comes again. */
  void rewind(Consumer<byte[], byte[]> consumer) {
    Set<TopicPartition> ours = new HashSet<>(consumer.assignment());
    begins.forEach(
        (partition, begin) -> {
          if (ours.contains(partition)) {
            consumer.seek(partition, begin);
          }
        });
  }
}
