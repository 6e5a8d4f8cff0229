package io.tacet.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read.
 *
 * @param source the record
 * @param event decoded; null for a tombstone
 */
public record Received<T>(ConsumerRecord<byte[], byte[]> source, @Nullable T event) {

  /** The event of a topic without tombstones. */
  public T require() {
    return Objects.requireNonNull(event);
  }

  /** The record's key; empty if it has none. */
  public String key() {
    return source.key() == null ? "" : new String(source.key(), UTF_8);
  }

  /** When the broker took it. */
  public Instant recordedAt() {
    return Instant.ofEpochMilli(source.timestamp());
  }
}
