package io.tacet.embedded;

import org.jspecify.annotations.Nullable;

/** Holds the one cluster all tests of this JVM share, and sees that it is one. */
final class SharedCluster {
  private static final String OWNER = "tacet.embedded.shared";
  private static final SharedCluster ONLY = start();

  private final @Nullable EmbeddedCluster cluster;
  private final @Nullable RuntimeException failure;

  private SharedCluster(@Nullable EmbeddedCluster cluster, @Nullable RuntimeException failure) {
    this.cluster = cluster;
    this.failure = failure;
  }

  /** The cluster; a start that failed is not tried again, and each caller hears why it did. */
  static EmbeddedCluster get() {
    if (ONLY.cluster == null) {
      throw new IllegalStateException("There is no shared cluster.", ONLY.failure);
    }
    return ONLY.cluster;
  }

  private static SharedCluster start() {
    String self = SharedCluster.class.getClassLoader().toString();
    if (System.getProperties().putIfAbsent(OWNER, self) != null) {
      return new SharedCluster(
          null,
          new IllegalStateException(
              "Two class loaders of this JVM want the shared cluster, and each would get its own."
                  + " In a Quarkus module, load this one once for all:"
                  + " quarkus.class-loading.parent-first-artifacts=io.tacet:tacet-embedded"));
    }
    try {
      EmbeddedCluster cluster = EmbeddedCluster.builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "embedded-cluster-stop"));
      return new SharedCluster(cluster, null);
    } catch (RuntimeException e) {
      return new SharedCluster(null, e);
    }
  }
}
