package io.tacet.contract.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tacet.contract.security.ClearText;
import io.tacet.contract.security.KafkaSecurity;
import io.tacet.contract.security.RegistryAccess;
import io.tacet.contract.security.RegistryKind;
import io.tacet.contract.security.SecurityProtocol;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where Kafka and the registry are, and how events are written: the same keys in every service. */
@ConfigMapping(prefix = "tacet")
public interface ContractConfig {

  /** Kafka. */
  Kafka kafka();

  /** Schema registry. */
  Registry registry();

  /** Topic names. */
  TopicNames topics();

  /** Serializer. */
  Serde serde();

  /** Kafka. */
  interface Kafka {
    /** {@code host:port,…} of the brokers. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /** How this service shows who it is. */
    Security security();
  }

  /** How a client of Kafka shows who it is, and whom it trusts. */
  interface Security {
    /**
     * {@code PLAINTEXT}, {@code SSL} or {@code SASL_SSL} (user and password by SCRAM-SHA-512). The
     * brokers' names are always compared with their certificates.
     */
    @WithDefault("PLAINTEXT")
    SecurityProtocol protocol();

    /** PEM file with the CA of the brokers' certificates; needed unless PLAINTEXT. */
    Optional<Path> ca();

    /** User to sign in as. */
    Optional<String> user();

    /** Password of that user. In the environment at most; better in a file. */
    Optional<String> password();

    /** File that holds the password, one line, not readable by everybody. */
    Optional<Path> passwordFile();

    /** PEM file with this service's own certificate and its chain, for mutual TLS. */
    Optional<Path> certificate();

    /** PEM file with the private key of that, PKCS #8, not readable by everybody. */
    Optional<Path> key();
  }

  /** Schema registry. */
  interface Registry {
    /** Base URL. */
    @WithDefault("http://localhost:8081")
    String url();

    /**
     * {@code APICURIO}, whose interfaces are below {@code /apis}, or {@code CONFLUENT}, whose
     * interface is at the URL itself; then the classes of {@code tacet.serde} must be Confluent's.
     */
    @WithDefault("APICURIO")
    RegistryKind kind();

    /** PEM file with the CA of the registry's certificate; Java's own CAs unless given. */
    Optional<Path> ca();

    /** User to sign in as, by HTTP's basic authentication; nobody signs in unless given. */
    Optional<String> user();

    /** Password of that user. In the environment at most; better in a file. */
    Optional<String> password();

    /** File that holds the password, one line, not readable by everybody. */
    Optional<Path> passwordFile();
  }

  /** Topic names. */
  interface TopicNames {
    /** Put before every topic's name. */
    @WithDefault(Topics.DEFAULT_PREFIX)
    String prefix();
  }

  /** Serializer classes, by name: none is imported anywhere. */
  interface Serde {
    /** Kafka serializer for Avro. */
    @WithDefault(SerdeSettings.DEFAULT_SERIALIZER)
    String serializer();

    /** Kafka deserializer for Avro. */
    @WithDefault(SerdeSettings.DEFAULT_DESERIALIZER)
    String deserializer();
  }

  /** Names of the topics. */
  default Topics topicNames() {
    return new Topics(topics().prefix());
  }

  /** How to serialize. */
  default SerdeSettings serdeSettings() {
    return new SerdeSettings(registryAccess(), serde().serializer(), serde().deserializer());
  }

  /** How to reach the registry. */
  default RegistryAccess registryAccess() {
    Registry given = registry();
    return new RegistryAccess(
        given.url(),
        given.kind(),
        given.ca(),
        given.user(),
        given.password(),
        given.passwordFile());
  }

  /** How to sign in to Kafka. */
  default KafkaSecurity kafkaSecurity() {
    Security given = kafka().security();
    return new KafkaSecurity(
        given.protocol(),
        given.ca(),
        given.user(),
        given.password(),
        given.passwordFile(),
        given.certificate(),
        given.key());
  }

  /** What can't be, each with its key and what to do; for the check at a service's start. */
  default List<String> problems(Instant now) {
    List<String> problems = new ArrayList<>(kafkaSecurity().problems(now));
    if (!kafka().security().protocol().isSecure()) {
      ClearText.answeredInTls(kafka().bootstrapServers())
          .ifPresent(
              broker ->
                  problems.add(
                      "tacet.kafka.security.protocol is PLAINTEXT, and "
                          + broker
                          + " speaks TLS: set it to SASL_SSL or SSL"));
    }
    try {
      Topics unused = topicNames();
    } catch (IllegalArgumentException e) {
      problems.add("tacet.topics.prefix: " + e.getMessage());
    }
    problems.addAll(
        registryAccess().problems(List.of(serde().serializer(), serde().deserializer()), now));
    return problems;
  }
}
