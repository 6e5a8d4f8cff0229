package io.tacet.scheduler.intake;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic and what is done with its events.
 *
 * @param <T> its record type
 * @param fresh those of some events that are not known to be in; a saving only, for the handler is
 *     not called for the others
 * @param handler called in the transaction that moves the position; must do nothing the second time
 *     it meets an event
 */
record Subscription<T extends SpecificRecord>(
    String topic,
    Class<T> type,
    UnaryOperator<List<T>> fresh,
    BiConsumer<ConsumerRecord<byte[], byte[]>, T> handler) {

  /** Each event goes to the handler. */
  Subscription(String topic, Class<T> type, BiConsumer<ConsumerRecord<byte[], byte[]>, T> handler) {
    this(topic, type, UnaryOperator.identity(), handler);
  }
}
