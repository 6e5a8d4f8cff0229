package io.tacet.worker.order;

import io.tacet.contract.serde.UndecodableEventException;
import io.tacet.schema.CommandKind;
import io.tacet.schema.JobCommand;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.Journal;
import io.tacet.worker.outcome.CommittedOffset;
import io.tacet.worker.outcome.OffsetMissingException;
import io.tacet.worker.outcome.OutcomeStatus.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first order at or behind the committed offset, and whether it was cancelled further on.
 * Skips cancellations of orders that are over: they need no outcome, and the next one moves the
 * offset past them. Reads only; one thread at a time.
 *
 * <p>A consumer that has reached the end has a fetch under way which the broker holds back, and on
 * that connection everything after it. So it is never moved to another place, but closed.
 */
public final class OrderIntake {

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofMillis(20);

  private final KafkaConnection kafka;
  private final CommittedOffset offset;
  private final Journal journal;
  private final Commands commands;
  private @Nullable Consumer<byte[], byte[]> positioned;
  private long positionedFrom;

  /** For the machine of this offset. */
  public OrderIntake(
      KafkaConnection kafka,
      CommittedOffset offset,
      WireFormat wire,
      Journal journal,
      String machine) {
    this.kafka = kafka;
    this.offset = offset;
    this.journal = journal;
    this.commands = new Commands(wire, machine);
  }

  /**
   * Waits for what is next.
   *
   * @param wait how long, if there is nothing
   * @throws OffsetMissingException when nobody knows where to begin
   * @throws org.apache.kafka.common.KafkaException when broker or registry do not answer
   */
  public Found next(Duration wait) throws OffsetMissingException, IOException {
    Consumer<byte[], byte[]> consumer = kafka.consumer();
    try {
      if (consumer != positioned) {
        position(consumer, offset.read().offset());
      }
      return look(consumer, wait);
    } catch (InvalidOffsetException e) {
      kafka.closeConsumer();
      throw offset.missing(e);
    } catch (RuntimeException e) {
      kafka.closeConsumer();
      throw e;
    }
  }

  /**
   * Reads to the end of the topic as it is now, and waits for nothing more.
   *
   * @throws OffsetMissingException when nobody knows where to begin
   * @throws org.apache.kafka.common.KafkaException when broker or registry do not answer
   */
  public Found nextNow() throws OffsetMissingException, IOException {
    kafka.closeConsumer(); // on the old one an answer about the end could be an old one
    Consumer<byte[], byte[]> consumer = kafka.consumer();
    try {
      position(consumer, offset.read().offset());
      TopicPartition partition = offset.partition();
      Long end = consumer.endOffsets(List.of(partition)).get(partition);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < (end == null ? 0 : end)) {
        kafka.await(POLL).forEach(records::add);
      }
      return first(records, positionedFrom);
    } catch (InvalidOffsetException e) {
      throw offset.missing(e);
    } finally {
      kafka.closeConsumer();
    }
  }

  private Found look(Consumer<byte[], byte[]> consumer, Duration wait)
      throws OffsetMissingException, IOException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    kafka.await(wait).forEach(records::add);
    if (!records.isEmpty()) {
      readAhead(consumer, records);
    }
    OffsetAndMetadata committed = offset.read();
    if (committed.offset() != positionedFrom) {
      kafka.closeConsumer(); // moved by somebody else: begin again there
      return new Found.Nothing();
    }
    Found found = first(records, committed.offset());
    if (!(found instanceof Found.Nothing)) {
      kafka.closeConsumer(); // whatever comes of it moves the offset
    }
    return found;
  }

  /** A response brings all there was; so little is left that this ends at once. */
  private void readAhead(
      Consumer<byte[], byte[]> consumer, List<ConsumerRecord<byte[], byte[]>> records) {
    while (consumer.currentLag(offset.partition()).orElse(0) > 0) {
      consumer.poll(DRAIN).forEach(records::add);
    }
  }

  private Found first(List<ConsumerRecord<byte[], byte[]>> records, long committed)
      throws IOException {
    for (int i = 0; i < records.size(); i++) {
      ConsumerRecord<byte[], byte[]> candidate = records.get(i);
      JobCommand command;
      try {
        command = commands.read(candidate);
      } catch (UndecodableEventException e) {
        return new Found.Undecodable(candidate, e, committed);
      }
      if (command.getKind() == CommandKind.ORDER) {
        if (journal.hasSeen(command.getOrderId())) {
          return new Found.Repeated(command.getOrderId(), candidate.offset(), committed);
        }
        HeldOrder held = new HeldOrder(command, candidate.offset(), committed);
        return new Found.Order(held, cancellation(held, records.subList(i + 1, records.size())));
      }
    }
    return new Found.Nothing();
  }

  private Optional<Cancellation> cancellation(
      HeldOrder held, List<ConsumerRecord<byte[], byte[]>> behind) {
    return behind.stream()
        .flatMap(candidate -> commands.cancellationOf(held.orderId(), candidate).stream())
        .findFirst();
  }

  private void position(Consumer<byte[], byte[]> consumer, long from) {
    consumer.assign(List.of(offset.partition()));
    consumer.seek(offset.partition(), from);
    positioned = consumer;
    positionedFrom = from;
  }
}
