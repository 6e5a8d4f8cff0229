package io.tacet.scheduler.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Looks offsets up. Failures are {@code KafkaException}s. Thread-safe. */
@ApplicationScoped
public class Offsets {

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
    Map<TopicPartition, OffsetAndMetadata> committed =
        Answers.of(
            clients
                .admin()
                .listConsumerGroupOffsets(
                    Map.of(
                        group,
                        new ListConsumerGroupOffsetsSpec()
                            .topicPartitions(java.util.List.of(partition))),
                    new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
    OffsetAndMetadata offset = committed.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
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
