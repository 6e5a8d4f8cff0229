package io.tacet.contract.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Turns events into bytes with the configured serializer. Asks the registry for a schema's id when
 * it first meets the schema, and keeps a connection to it until closed. Thread-safe.
 */
public final class EventWriter implements AutoCloseable {

  private final Serializer<Object> serializer;
  private final RegistryMemory memory;

  /**
   * Opens a writer.
   *
   * @throws IllegalArgumentException when the configured class cannot be used
   */
  public EventWriter(SerdeSettings settings) {
    this(settings, Map.of());
  }

  /**
   * Opens a writer with more settings, e.g. an HTTP client of its own that can be closed for good.
   *
   * @param more by the serializer's own keys; they win over those of the settings
   * @throws IllegalArgumentException when the configured class cannot be used
   */
  public EventWriter(SerdeSettings settings, Map<String, ?> more) {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    properties.putAll(more);
    serializer = SerdeClass.instance(settings.serializer(), Serializer.class);
    serializer.configure(properties, false);
    memory = new RegistryMemory(settings.registry());
  }

  /**
   * Bytes of an event in Confluent's wire format.
   *
   * @throws RetriableException when the registry does not answer or does not know the schema: the
   *     event may be written later
   */
  public synchronized byte[] write(String topic, SpecificRecord event) {
    try {
      return serializer.serialize(topic, event);
    } catch (RuntimeException e) {
      if (RegistryFailure.isTemporary(e)) {
        throw new RegistryUnavailableException(topic + ": " + RegistryFailure.reason(e), e);
      }
      // Not every client tells it from other failures, and one has the whole schema in its message
      String subject = event.getSchema().getFullName();
      throw memory.has(topic, subject, e)
          ? e
          : new RegistryUnavailableException(
              topic
                  + ": the schema registry does not know "
                  + subject
                  + ": restore its tables from the backup, or else register the schemas"
                  + " (RegisterSchemas)",
              e);
    }
  }

  @Override
  public void close() {
    serializer.close();
  }
}
