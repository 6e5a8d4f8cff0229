package io.tacet.scheduler.intake;

import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A topic and what is done with its events.
 *
 * @param <T> its record type
 * @param handler called in the transaction that moves the position; must do nothing the second time
 *     it meets an event
 */
record Subscription<T extends SpecificRecord>(
    String topic, Class<T> type, BiConsumer<ConsumerRecord<byte[], byte[]>, T> handler) {}
