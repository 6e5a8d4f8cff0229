package io.tacet.embedded;

/** Holds the one cluster all tests of this JVM share, and sees that it is one. */
final class SharedCluster {
  private static final String OWNER = "tacet.embedded.shared";

  static final EmbeddedCluster CLUSTER = start();

  private SharedCluster() {}

  private static EmbeddedCluster start() {
    String self = SharedCluster.class.getClassLoader().toString();
    if (System.getProperties().putIfAbsent(OWNER, self) != null) {
      throw new IllegalStateException(
          "Two class loaders of this JVM want the shared cluster, and each would get its own."
              + " In a Quarkus test, load this module once for all: "
              + "quarkus.class-loading.parent-first-artifacts=io.tacet:tacet-embedded");
    }
    EmbeddedCluster cluster = EmbeddedCluster.builder().start();
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "embedded-cluster-stop"));
    return cluster;
  }
}
