package io.tacet.contract.serde;

import io.tacet.contract.security.RegistryAccess;
import java.util.HashMap;
import java.util.Map;

/**
 * How events are serialized, as every service and every test uses it: Avro in Confluent's wire
 * format (byte 0, four-byte schema id, Avro binary), subject by record name, schemas looked up and
 * never registered. The properties carry the keys of both serializers; each ignores the other's.
 * Immutable.
 *
 * @param registry where the registry is, and how a client gets in
 * @param serializer class name of a Kafka serializer for Avro
 * @param deserializer class name of a Kafka deserializer for Avro
 */
public record SerdeSettings(RegistryAccess registry, String serializer, String deserializer) {

  /** Apicurio's serializer, the default. */
  public static final String DEFAULT_SERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaSerializer";

  /** Apicurio's deserializer, the default. */
  public static final String DEFAULT_DESERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

  /** For a registry that is open to everybody who reaches it. */
  public SerdeSettings(String registryUrl, String serializer, String deserializer) {
    this(RegistryAccess.open(registryUrl), serializer, deserializer);
  }

  /** Settings with the default classes. */
  public static SerdeSettings forRegistry(RegistryAccess registry) {
    return new SerdeSettings(registry, DEFAULT_SERIALIZER, DEFAULT_DESERIALIZER);
  }

  /** Settings with the default classes, for a registry that is open. */
  public static SerdeSettings forRegistry(String registryUrl) {
    return forRegistry(RegistryAccess.open(registryUrl));
  }

  /** Properties for a serializer or deserializer of either make. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>(registry.properties());
    properties.put("apicurio.registry.auto-register", false);
    properties.put("apicurio.registry.find-latest", false);
    properties.put("apicurio.registry.headers.enabled", false);
    // The schemas are registered whole, not as one artifact for each nested type.
    properties.put("apicurio.registry.dereference-schema", true);
    properties.put(
        "apicurio.registry.artifact-resolver-strategy",
        "io.apicurio.registry.serde.avro.strategy.QualifiedRecordIdStrategy");
    properties.put("apicurio.registry.use-specific-avro-reader", true);
    properties.put("auto.register.schemas", false);
    properties.put("specific.avro.reader", true);
    properties.put(
        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
    return properties;
  }
}
