package io.tacet.worker.outcome;

import io.tacet.contract.machine.MachineId;
import io.tacet.contract.topic.Topics;
import io.tacet.worker.connection.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The machine's committed offset: every order before it is over. One thread at a time. */
public final class CommittedOffset {

  private final KafkaConnection kafka;
  private final MachineId machine;
  private final TopicPartition partition;

  /** Of this machine's group on its topic. */
  public CommittedOffset(KafkaConnection kafka, Topics topics, MachineId machine) {
    this.kafka = kafka;
    this.machine = machine;
    this.partition = new TopicPartition(topics.jobs(machine), 0);
  }

  /** The machine's one partition. */
  public TopicPartition partition() {
    return partition;
  }

  /** The offset now, with the mark of whoever moved it. */
  public OffsetAndMetadata read() throws OffsetMissingException {
    return found(kafka.consumer().committed(Set.of(partition)));
  }

  /** The same, but not longer than some time; then a TimeoutException of Kafka's. */
  public OffsetAndMetadata read(Duration longest) throws OffsetMissingException {
    return found(kafka.consumer().committed(Set.of(partition), longest));
  }

  private OffsetAndMetadata found(Map<TopicPartition, OffsetAndMetadata> all)
      throws OffsetMissingException {
    OffsetAndMetadata committed = all.get(partition);
    if (committed == null) {
      throw new OffsetMissingException(machine, "is missing (never set, or expired)");
    }
    return committed;
  }

  /** The failure of a read at an offset that is not on the topic. */
  public OffsetMissingException missing(InvalidOffsetException cause) {
    OffsetMissingException missing =
        new OffsetMissingException(machine, "is not on the topic (" + cause.getMessage() + ")");
    missing.initCause(cause);
    return missing;
  }
}
