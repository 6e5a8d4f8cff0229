package io.tacet.worker.order;

import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.outcome.OutcomeStatus.Cancellation;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the next record that matters on the machine's topic is. */
public sealed interface Found {

  /** No order has come. */
  record Nothing() implements Found {}

  /**
   * An order.
   *
   * @param cancellation found behind it: it must not be started
   */
  record Order(HeldOrder held, Optional<Cancellation> cancellation) implements Found {}

  /**
   * An order that is over already, sent twice.
   *
   * @param committedOffset the committed offset now
   */
  record Repeated(String orderId, long recordOffset, long committedOffset) implements Found {}

  /**
   * A record that is no command for this machine, now or later.
   *
   * @param committedOffset the committed offset now
   */
  record Undecodable(
      ConsumerRecord<byte[], byte[]> source, RuntimeException error, long committedOffset)
      implements Found {}
}
