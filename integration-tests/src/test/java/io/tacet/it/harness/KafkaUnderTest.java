package io.tacet.it.harness;

import io.tacet.embedded.EmbeddedCluster;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The broker the tests talk to, chosen by {@code -Dtacet.it.kafka=auto|embedded|testcontainers}.
 * Faults that need the same port after a restart are injected into an embedded broker in any case.
 */
public sealed interface KafkaUnderTest {

  /** {@code host:port} of the broker. */
  String bootstrapServers();

  /** A process of the embedded cluster. */
  record Embedded(EmbeddedCluster cluster) implements KafkaUnderTest {
    @Override
    public String bootstrapServers() {
      return cluster.kafka().bootstrapServers();
    }
  }

  /** A container. */
  record Container(KafkaContainer container) implements KafkaUnderTest {
    @Override
    public String bootstrapServers() {
      return container.getBootstrapServers();
    }
  }

  /** Image with the version the embedded broker has. */
  DockerImageName IMAGE = DockerImageName.parse("apache/kafka:4.1.1");

  /**
   * The broker that was asked for.
   *
   * @throws IllegalStateException when Testcontainers was asked for and no Docker engine answers
   */
  static KafkaUnderTest choose(EmbeddedCluster cluster) {
    String wanted = System.getProperty("tacet.it.kafka", "auto");
    return switch (wanted) {
      case "embedded" -> new Embedded(cluster);
      case "testcontainers" -> container();
      case "auto" ->
          DockerClientFactory.instance().isDockerAvailable() ? container() : new Embedded(cluster);
      default ->
          throw new IllegalStateException(
              "tacet.it.kafka is '" + wanted + "'; it can be auto, embedded or testcontainers");
    };
  }

  private static KafkaUnderTest container() {
    KafkaContainer container =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withEnv("KAFKA_OFFSETS_RETENTION_MINUTES", "5256000");
    container.start();
    return new Container(container);
  }
}
