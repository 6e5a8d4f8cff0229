package io.tacet.contract.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Turns events into bytes with the configured serializer. Asks the registry for a schema's id when
 * it first meets the schema, and keeps a connection to it until closed. Thread-safe.
 */
public final class EventWriter implements AutoCloseable {

  private final Serializer<Object> serializer;

  /**
   * Opens a writer.
   *
   * @throws IllegalArgumentException when the configured class cannot be used
   */
  public EventWriter(SerdeSettings settings) {
    serializer = SerdeClass.instance(settings.serializer(), Serializer.class);
    serializer.configure(settings.properties(), false);
  }

  /**
   * Bytes of an event in Confluent's wire format.
   *
   * @throws RuntimeException when the registry does not answer or does not know the schema
   */
  public synchronized byte[] write(String topic, SpecificRecord event) {
    return serializer.serialize(topic, event);
  }

  @Override
  public void close() {
    serializer.close();
  }
}
