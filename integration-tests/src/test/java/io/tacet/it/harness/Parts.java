package io.tacet.it.harness;

import io.tacet.contract.registry.SchemaRegistration;
import io.tacet.contract.security.RegistryAccess;
import io.tacet.embedded.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Path;

/** The real parts, started once for all tests of this JVM, schemas registered. */
public final class Parts {

  private final EmbeddedCluster cluster;
  private final KafkaUnderTest kafka;

  private Parts(EmbeddedCluster cluster, KafkaUnderTest kafka) {
    this.cluster = cluster;
    this.kafka = kafka;
    try {
      registration(cluster).registerAll();
    } catch (IOException e) {
      throw new IllegalStateException("The schemas could not be registered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static SchemaRegistration registration(EmbeddedCluster cluster) throws IOException {
    String url = cluster.registry().url();
    return new SchemaRegistration(
        RegistryAccess.trusting(url, cluster.locks().map(locks -> locks.authority().file())));
  }

  /** The parts, started by the first call. */
  public static Parts shared() {
    return Shared.PARTS;
  }

  /** Parts of another cluster, for a test that needs one of its own; the caller closes it. */
  public static Parts of(EmbeddedCluster cluster) {
    return new Parts(cluster, new KafkaUnderTest.Embedded(cluster));
  }

  /** Broker, database, registry and mail catcher. */
  public EmbeddedCluster cluster() {
    return cluster;
  }

  /** {@code host:port} of the broker under test. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Whether the broker can be killed and come back on the same port. */
  public boolean brokerIsRestartable() {
    return kafka instanceof KafkaUnderTest.Embedded;
  }

  /** Root of the checkout. */
  public static Path root() {
    return Path.of(System.getProperty("tacet.root", "..")).toAbsolutePath().normalize();
  }

  private static final class Shared {
    static final Parts PARTS = start();

    private static Parts start() {
      Parts parts =
          new Parts(EmbeddedCluster.shared(), KafkaUnderTest.choose(EmbeddedCluster.shared()));
      FirstRun.of(parts);
      return parts;
    }
  }
}
