package io.tacet.contract.serde;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How events are serialized, as every service and every test uses it: Avro in Confluent's wire
 * format (byte 0, four-byte schema id, Avro binary), subject by record name, schemas looked up and
 * never registered. The properties carry the keys of both serializers; each ignores the other's.
 * Immutable.
 *
 * @param registryUrl base URL of the registry, e.g. {@code http://localhost:8081}
 * @param registryCa PEM file with the CA of its certificate; empty: Java's own CAs
 * @param serializer class name of a Kafka serializer for Avro
 * @param deserializer class name of a Kafka deserializer for Avro
 */
public record SerdeSettings(
    String registryUrl, Optional<Path> registryCa, String serializer, String deserializer) {

  /** Apicurio's serializer, the default. */
  public static final String DEFAULT_SERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaSerializer";

  /** Apicurio's deserializer, the default. */
  public static final String DEFAULT_DESERIALIZER =
      "io.apicurio.registry.serde.avro.AvroKafkaDeserializer";

  /** Path of the interface both kinds of registry share, below the registry's base URL. */
  public static final String CONFLUENT_API = "/apis/ccompat/v7";

  /** For a registry without TLS, or with a certificate that Java's own CAs have signed. */
  public SerdeSettings(String registryUrl, String serializer, String deserializer) {
    this(registryUrl, Optional.empty(), serializer, deserializer);
  }

  /** Settings with the default classes. */
  public static SerdeSettings forRegistry(String registryUrl) {
    return new SerdeSettings(
        registryUrl, Optional.empty(), DEFAULT_SERIALIZER, DEFAULT_DESERIALIZER);
  }

  /** Properties for a serializer or deserializer of either make. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("apicurio.registry.url", registryUrl + "/apis/registry/v3");
    properties.put("apicurio.registry.auto-register", false);
    properties.put("apicurio.registry.find-latest", false);
    properties.put("apicurio.registry.headers.enabled", false);
    // The schemas are registered whole, not as one artifact for each nested type.
    properties.put("apicurio.registry.dereference-schema", true);
    properties.put(
        "apicurio.registry.artifact-resolver-strategy",
        "io.apicurio.registry.serde.avro.strategy.QualifiedRecordIdStrategy");
    properties.put("apicurio.registry.use-specific-avro-reader", true);
    properties.put("schema.registry.url", registryUrl + CONFLUENT_API);
    properties.put("auto.register.schemas", false);
    properties.put("specific.avro.reader", true);
    properties.put(
        "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
    registryCa.map(file -> file.toAbsolutePath().toString()).ifPresent(ca -> trust(properties, ca));
    return properties;
  }

  private static void trust(Map<String, Object> properties, String ca) {
    properties.put("apicurio.registry.tls.truststore.type", "PEM");
    properties.put("apicurio.registry.tls.certificates", ca);
    properties.put("schema.registry.ssl.truststore.type", "PEM");
    properties.put("schema.registry.ssl.truststore.location", ca);
  }
}
