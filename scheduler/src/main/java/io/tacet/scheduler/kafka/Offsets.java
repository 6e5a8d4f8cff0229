package io.tacet.scheduler.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks offsets up. Failures are {@code KafkaException}s. Thread-safe. */
@ApplicationScoped
public class Offsets {

  private static final long AGAIN_NANOS = 20_000_000;

  private final KafkaClients clients;

  Offsets(KafkaClients clients) {
    this.clients = clients;
  }

  /**
   * A group's committed offset. Waits for a transaction that is about to move it: an answer from
   * before its end would be no answer.
   *
   * @return empty when there is none
   */
  public OptionalLong committed(String group, TopicPartition partition) {
    long end = System.nanoTime() + clients.timeout().toNanos();
    Map<TopicPartition, OffsetAndMetadata> committed = stable(group, partition);
    // None is in the answer as null; an offset that a transaction holds is not in it at all
    while (!committed.containsKey(partition)) {
      if (System.nanoTime() - end > 0) {
        throw new TimeoutException(
            "The offset of group " + group + " is held by a transaction that does not end");
      }
      LockSupport.parkNanos(AGAIN_NANOS);
      committed = stable(group, partition);
    }
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
  }

  private Map<TopicPartition, OffsetAndMetadata> stable(String group, TopicPartition partition) {
    return Answers.of(
        clients
            .admin()
            .listConsumerGroupOffsets(
                Map.of(
                    group, new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                new ListConsumerGroupOffsetsOptions().requireStable(true))
            .partitionsToOffsetAndMetadata(group));
  }

  /** First offset still there. */
  public long start(TopicPartition partition) {
    return of(partition, OffsetSpec.earliest());
  }

  /** Offset the next record will get. */
  public long end(TopicPartition partition) {
    return of(partition, OffsetSpec.latest());
  }

  private long of(TopicPartition partition, OffsetSpec spec) {
    return Answers.of(
            clients.admin().listOffsets(Map.of(partition, spec)).partitionResult(partition))
        .offset();
  }
}
