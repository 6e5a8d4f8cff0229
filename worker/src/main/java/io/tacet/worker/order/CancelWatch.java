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
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the order in hand is still wanted: while it waits for the machine to become fit,
 * and between two runs of measured phases. Reads only; one thread at a time.
 */
public final class CancelWatch {

  private static final Duration POLL = Duration.ofSeconds(1);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /** Whoever waits in the gate may have a load on, which must not wait for a broker. */
  private static final Duration WAITING_LIMIT = Duration.ofSeconds(2);

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
  private @Nullable Consumer<byte[], byte[]> positioned;
  private String positionedFor = "";

  /** For the machine of this offset. */
  public CancelWatch(
      KafkaConnection kafka, CommittedOffset offset, WireFormat wire, String machine) {
    this.kafka = kafka;
    this.offset = offset;
    this.commands = new Commands(wire, machine);
  }

  /**
   * Looks once, while nothing has been begun for the order: it ends whether or not a run of it
   * could be interrupted. Leaves the consumer open, so that the next look costs little.
   *
   * @throws org.apache.kafka.common.KafkaException when the broker does not answer in a moment, or
   *     the registry does not answer
   */
  public Wish lookWaiting(HeldOrder held) throws OffsetMissingException {
    try {
      if (offset.read(WAITING_LIMIT).offset() != held.committedOffset()) {
        return new Wish.Over();
      }
      if (kafka.consumer() != positioned || !held.orderId().equals(positionedFor)) {
        position(held);
      }
      return wish(held, WAITING_LIMIT);
    } catch (RuntimeException e) {
      kafka.closeConsumer(); // what it had read is read again
      throw e;
    }
  }

  /**
   * Looks once, between two runs of measured phases.
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
    // A new consumer: on the old one a fetch may be under way, which the broker holds back, and
    // with it all that is asked after it on that connection.
    kafka.closeConsumer();
    position(held);
    return wish(held, ANSWER_LIMIT);
  }

  private void position(HeldOrder held) {
    Consumer<byte[], byte[]> consumer = kafka.consumer();
    consumer.assign(List.of(offset.partition()));
    consumer.seek(offset.partition(), held.recordOffset() + 1);
    positioned = consumer;
    positionedFor = held.orderId();
  }

  private Wish wish(HeldOrder held, Duration longest) {
    return cancellation(held, longest).<Wish>map(Wish.Cancel::new).orElseGet(Wish.GoOn::new);
  }

  /** Reads on to the end of the topic as it is now. */
  private Optional<Cancellation> cancellation(HeldOrder held, Duration longest) {
    long until = System.nanoTime() + longest.toNanos();
    Consumer<byte[], byte[]> consumer = kafka.consumer();
    TopicPartition partition = offset.partition();
    Long end = consumer.endOffsets(List.of(partition), longest).get(partition);
    Optional<Cancellation> cancellation = Optional.empty();
    while (cancellation.isEmpty() && consumer.position(partition) < (end == null ? 0 : end)) {
      if (System.nanoTime() - until >= 0) {
        throw new TimeoutException("the end of " + partition.topic() + " was not reached in time");
      }
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        if (cancellation.isEmpty()) {
          cancellation = commands.cancellationOf(held.orderId(), found);
        }
      }
    }
    return cancellation;
  }
}
