package io.tacet.contract.signature;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Signs records with one key, or, without a key, leaves them as they are. Thread-safe. */
public final class EventSigner {

  private final @Nullable SigningKey key;

  private EventSigner(@Nullable SigningKey key) {
    this.key = key;
  }

  /** Signs with this key. */
  public static EventSigner with(SigningKey key) {
    return new EventSigner(key);
  }

  /** Signs nothing. */
  public static EventSigner without() {
    return new EventSigner(null);
  }

  /**
   * Adds the header to a record that is complete otherwise. One that it has already is replaced.
   *
   * @return the same record
   */
  public ProducerRecord<byte[], byte[]> sign(ProducerRecord<byte[], byte[]> record) {
    if (key != null) {
      EventSignature signature =
          EventSignature.sign(key, record.topic(), record.key(), record.value());
      record.headers().remove(EventSignature.HEADER);
      record.headers().add(EventSignature.HEADER, signature.header());
    }
    return record;
  }
}
