package io.tacet.contract.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tacet.contract.serde.SerdeSettings;
import io.tacet.contract.topic.Topics;

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
  }

  /** Schema registry. */
  interface Registry {
    /** Base URL; the interfaces are below {@code /apis}. */
    @WithDefault("http://localhost:8081")
    String url();
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
    return new SerdeSettings(registry().url(), serde().serializer(), serde().deserializer());
  }
}
