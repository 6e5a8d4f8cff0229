package io.tacet.contract.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns bytes into events with the configured deserializer. Asks the registry for a schema when it
 * first meets its id, and keeps a connection to it until closed. Thread-safe.
 */
public final class EventReader implements AutoCloseable {

  private static final int HEADER_BYTES = 5;

  private final Deserializer<Object> deserializer;
  private final RegistryMemory memory;

  /**
   * Opens a reader.
   *
   * @throws IllegalArgumentException when the configured class cannot be used
   */
  public EventReader(SerdeSettings settings) {
    this(settings, Map.of());
  }

  /**
   * Opens a reader with more settings, e.g. an HTTP client of its own that can be closed for good.
   *
   * @param more by the deserializer's own keys; they win over those of the settings
   * @throws IllegalArgumentException when the configured class cannot be used
   */
  public EventReader(SerdeSettings settings, Map<String, ?> more) {
    Map<String, Object> properties = new HashMap<>(settings.properties());
    properties.putAll(more);
    deserializer = SerdeClass.instance(settings.deserializer(), Deserializer.class);
    deserializer.configure(properties, false);
    memory = new RegistryMemory(settings.registry());
  }

  /**
   * The event in some bytes.
   *
   * @param topic where they come from, for the message
   * @param type the record type of that topic
   * @throws UndecodableEventException when the bytes are not an event of that type and never will
   *     be
   * @throws RetriableException when the registry does not answer or has forgotten its schemas: the
   *     same bytes may be read later
   */
  public synchronized <T extends SpecificRecord> T read(
      String topic, byte @Nullable [] value, Class<T> type) {
    if (value == null) {
      throw new UndecodableEventException(topic + ": the record has no value", null);
    }
    if (value.length < HEADER_BYTES || value[0] != 0) {
      throw new UndecodableEventException(
          topic + ": not in Confluent's wire format (byte 0, four-byte schema id, Avro)", null);
    }
    Object event;
    try {
      event = deserializer.deserialize(topic, value);
    } catch (RuntimeException e) {
      if (RegistryFailure.isTemporary(e)) {
        throw new RegistryUnavailableException(topic + ": " + RegistryFailure.reason(e), e);
      }
      if (RegistryFailure.isNotFound(e)) {
        waitIfForgotten(topic, type, e);
      }
      throw new UndecodableEventException(topic + ": " + e, e);
    }
    if (!type.isInstance(event)) {
      String found = event == null ? "nothing" : event.getClass().getSimpleName();
      throw new UndecodableEventException(
          topic + ": expected " + type.getSimpleName() + ", found " + found, null);
    }
    return type.cast(event);
  }

  /** An unknown schema is the record's fault only where the registry has the topic's own type. */
  private void waitIfForgotten(String topic, Class<?> type, RuntimeException notFound) {
    String subject = SpecificData.get().getSchema(type).getFullName();
    if (memory.has(topic, subject, notFound)) {
      return;
    }
    throw new RegistryUnavailableException(
        topic
            + ": the schema registry has forgotten its schemas, it does not know "
            + subject
            + ". Restore its tables from the backup, or else register the schemas again"
            + " (RegisterSchemas); what was read waits",
        notFound);
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
