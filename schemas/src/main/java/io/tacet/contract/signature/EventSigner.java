package io.tacet.contract.signature;

import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Signs records with one key, or, without a key, leaves them as they are. Thread-safe. */
public final class EventSigner {

  private final @Nullable SigningKey key;
  private final Predicate<String> topics;

  private EventSigner(@Nullable SigningKey key, Predicate<String> topics) {
    this.key = key;
    this.topics = topics;
  }

  /** Signs with this key. */
  public static EventSigner with(SigningKey key) {
    return new EventSigner(key, topic -> true);
  }

  /** Signs nothing. */
  public static EventSigner without() {
    return new EventSigner(null, topic -> true);
  }

  /** The same, for records of these topics only. */
  public EventSigner only(Predicate<String> wanted) {
    return new EventSigner(key, wanted);
  }

  /**
   * Adds the header to a record that is complete otherwise. One that it has already is replaced.
   *
   * @return the same record
   */
  public ProducerRecord<byte[], byte[]> sign(ProducerRecord<byte[], byte[]> record) {
    if (key != null && topics.test(record.topic())) {
      EventSignature signature =
          EventSignature.sign(key, record.topic(), record.key(), record.value());
      record.headers().remove(EventSignature.HEADER);
      record.headers().add(EventSignature.HEADER, signature.header());
    }
    return record;
  }
}
