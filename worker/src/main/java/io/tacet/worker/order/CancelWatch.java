package io.tacet.worker.order;

import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.outcome.CommittedOffset;
import io.tacet.worker.outcome.OffsetMissingException;
import io.tacet.worker.outcome.OutcomeStatus.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks, between two runs of measured phases, whether the order in hand is still wanted. Reads
 * only; one thread at a time.
 */
public final class CancelWatch {

  private static final Duration POLL = Duration.ofSeconds(1);

  /** What has become of the order. */
  public sealed interface Wish {
    /** It goes on. */
    record GoOn() implements Wish {}

    /** Somebody wants it to end. */
    record Cancel(Cancellation cancellation) implements Wish {}

    /** Somebody has ended it. */
    record Over() implements Wish {}
  }

  private final KafkaConnection kafka;
  private final CommittedOffset offset;
  private final Commands commands;

  /** For the machine of this offset. */
  public CancelWatch(
      KafkaConnection kafka, CommittedOffset offset, WireFormat wire, String machine) {
    this.kafka = kafka;
    this.offset = offset;
    this.commands = new Commands(wire, machine);
  }

  /**
   * Looks once.
   *
   * @throws org.apache.kafka.common.KafkaException when broker or registry do not answer
   */
  public Wish look(HeldOrder held) throws OffsetMissingException {
    if (offset.read().offset() != held.committedOffset()) {
      return new Wish.Over();
    }
    if (!held.order().getInterruptible()) {
      return new Wish.GoOn();
    }
    return cancellation(held).<Wish>map(Wish.Cancel::new).orElseGet(Wish.GoOn::new);
  }

  private Optional<Cancellation> cancellation(HeldOrder held) {
    // A new consumer: on the old one a fetch may be under way, which the broker holds back, and
    // with
    // it all that is asked after it on that connection.
    kafka.closeConsumer();
    Consumer<byte[], byte[]> consumer = kafka.consumer();
    TopicPartition partition = offset.partition();
    consumer.assign(List.of(partition));
    Long end = consumer.endOffsets(List.of(partition)).get(partition);
    long last = end == null ? 0 : end;
    consumer.seek(partition, held.recordOffset() + 1);
    while (consumer.position(partition) < last) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        Optional<Cancellation> cancellation = commands.cancellationOf(held.orderId(), found);
        if (cancellation.isPresent()) {
          return cancellation;
        }
      }
    }
    return Optional.empty();
  }
}
