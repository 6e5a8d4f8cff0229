package io.tacet.embedded;

import io.tacet.embedded.kafka.KafkaBroker;
import io.tacet.embedded.mail.MailCatcher;
import io.tacet.embedded.parts.Trees;
import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.registry.SchemaRegistryServer;
import io.tacet.embedded.tls.Locks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts the services need, running: Kafka, PostgreSQL, schema registry, mail catcher. Each is a
 * child process (the mail catcher is in this JVM) that can be stopped, killed and started again for
 * itself, and none of which outlives this JVM. Safe for use by several threads.
 *
 * <pre>{@code
 * try (EmbeddedCluster cluster = EmbeddedCluster.builder().start()) {
 *   String brokers = cluster.kafka().bootstrapServers();
 *   ...
 * }
 * }</pre>
 */
public final class EmbeddedCluster implements AutoCloseable {
  private final Path directory;
  private final boolean temporary;
  private final Conductor conductor;
  private final Map<PartName, ServerPart> parts;
  private final @Nullable Locks locks;

  private EmbeddedCluster(
      Path directory,
      boolean temporary,
      Conductor conductor,
      Map<PartName, ServerPart> parts,
      @Nullable Locks locks) {
    this.directory = directory;
    this.temporary = temporary;
    this.conductor = conductor;
    this.parts = parts;
    this.locks = locks;
  }

  /** Begins the description of a cluster. */
  public static ClusterBuilder builder() {
    return new ClusterBuilder();
  }

  /**
   * The cluster that all tests of this JVM share: every part, in a temporary directory, on free
   * ports. Started by the first call, stopped when the JVM ends. Whoever kills a part of it starts
   * that part again.
   *
   * @throws IllegalStateException if it did not come up, or another class loader of this JVM has
   *     one
   */
  public static EmbeddedCluster shared() {
    return SharedCluster.get();
  }

  /** The broker; it must be among the cluster's parts. */
  public KafkaBroker kafka() {
    return part(PartName.KAFKA, KafkaBroker.class);
  }

  /** The database server; it must be among the cluster's parts. */
  public PostgresServer postgres() {
    return part(PartName.POSTGRES, PostgresServer.class);
  }

  /** The schema registry; it must be among the cluster's parts. */
  public SchemaRegistryServer registry() {
    return part(PartName.REGISTRY, SchemaRegistryServer.class);
  }

  /** The mail catcher; it must be among the cluster's parts. */
  public MailCatcher mail() {
    return part(PartName.MAIL, MailCatcher.class);
  }

  /** CA, certificates and passwords of a cluster that is locked; empty when it is not. */
  public Optional<Locks> locks() {
    return Optional.ofNullable(locks);
  }

  /** The parts it has, running or not. */
  public Map<PartName, ServerPart> parts() {
    return Map.copyOf(parts);
  }

  /** Where data and logs are. */
  public Path directory() {
    return directory;
  }

  /**
   * Stops all parts side by side, the registry before its database, and deletes the directory if it
   * is a temporary one. A second call does nothing.
   */
  @Override
  public void close() {
    conductor.stop(parts);
    if (temporary && Files.exists(directory)) {
      if (parts.get(PartName.POSTGRES) instanceof PostgresServer postgres) {
        postgres.leave();
      }
      try {
        Trees.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("can't delete " + directory, e);
      }
    }
  }

  static EmbeddedCluster start(ClusterBuilder plan) {
    Path directory = directory(plan);
    Locks locks = plan.locked ? new Locks(directory.resolve("locks"), plan.address) : null;
    Map<PartName, ServerPart> parts = new ClusterLayout(plan, directory, locks).parts();
    Conductor conductor = new Conductor(plan.listener, plan.registryInPostgres);
    try {
      conductor.start(parts);
    } catch (RuntimeException e) {
      // The directory stays, temporary or not: the logs are in it.
      conductor.stop(parts);
      throw e;
    }
    return new EmbeddedCluster(directory, plan.directory == null, conductor, parts, locks);
  }

  private <T> T part(PartName name, Class<T> type) {
    ServerPart part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException(name.title() + " is not part of this cluster");
    }
    return type.cast(part);
  }

  private static Path directory(ClusterBuilder plan) {
    try {
      if (plan.directory == null) {
        return Files.createTempDirectory("tacet-embedded-");
      }
      return Files.createDirectories(plan.directory);
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the cluster", e);
    }
  }
}
