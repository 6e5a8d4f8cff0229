package io.tacet.embedded;

import io.tacet.embedded.kafka.KafkaBroker;
import io.tacet.embedded.mail.MailCatcher;
import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.parts.Trees;
import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.process.StartFailure;
import io.tacet.embedded.registry.RegistryStorage;
import io.tacet.embedded.registry.SchemaRegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The parts the services need, running: Kafka, PostgreSQL, schema registry, mail catcher. Each is a
 * child process (the mail catcher is in this JVM) that can be stopped, killed and started again for
 * itself, and none of which outlives this JVM. Safe for use by several threads.
 */
public final class EmbeddedCluster implements AutoCloseable {
  private final Path directory;
  private final boolean temporary;
  private final ProgressListener listener;
  private final Map<PartName, ServerPart> parts;

  private EmbeddedCluster(
      Path directory,
      boolean temporary,
      ProgressListener listener,
      Map<PartName, ServerPart> parts) {
    this.directory = directory;
    this.temporary = temporary;
    this.listener = listener;
    this.parts = parts;
  }

  /** Begins the description of a cluster. */
  public static ClusterBuilder builder() {
    return new ClusterBuilder();
  }

  /**
   * The cluster that all tests of this JVM share: every part, in a temporary directory, on free
   * ports. Started by the first call, stopped when the JVM ends. Whoever kills a part of it starts
   * that part again.
   */
  public static EmbeddedCluster shared() {
    return Shared.CLUSTER;
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

  /** The parts it has, running or not. */
  public Map<PartName, ServerPart> parts() {
    return Map.copyOf(parts);
  }

  /** Where data and logs are. */
  public Path directory() {
    return directory;
  }

  /** Stops all parts side by side, the registry before its database. */
  @Override
  public void close() {
    long begin = System.nanoTime();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<CompletableFuture<Void>> stops = new ArrayList<>();
      CompletableFuture<Void> registry =
          CompletableFuture.runAsync(() -> stop(PartName.REGISTRY, begin), threads);
      stops.add(registry.thenRunAsync(() -> stop(PartName.POSTGRES, begin), threads));
      stops.add(CompletableFuture.runAsync(() -> stop(PartName.KAFKA, begin), threads));
      stops.add(CompletableFuture.runAsync(() -> stop(PartName.MAIL, begin), threads));
      CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).join();
    } finally {
      threads.shutdown();
    }
    if (temporary) {
      try {
        Trees.delete(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("can't delete " + directory, e);
      }
    }
  }

  static EmbeddedCluster start(ClusterBuilder plan) {
    Path directory = directory(plan);
    EmbeddedCluster cluster =
        new EmbeddedCluster(directory, plan.directory == null, plan.listener, lay(plan, directory));
    try {
      cluster.startParts(plan.registryInPostgres);
      return cluster;
    } catch (CompletionException e) {
      cluster.close();
      if (e.getCause() instanceof StartFailure failure) {
        throw failure;
      }
      throw e;
    }
  }

  private void startParts(boolean registryInPostgres) {
    long begin = System.nanoTime();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      Map<PartName, CompletableFuture<Void>> starts = new EnumMap<>(PartName.class);
      for (PartName name : PartName.values()) {
        CompletableFuture<Void> before =
            name == PartName.REGISTRY && registryInPostgres
                ? Objects.requireNonNull(starts.get(PartName.POSTGRES))
                : CompletableFuture.completedFuture(null);
        starts.put(name, before.thenRunAsync(() -> start(name, begin), threads));
      }
      CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new)).join();
    } finally {
      threads.shutdown();
    }
  }

  private void start(PartName name, long begin) {
    ServerPart part = parts.get(name);
    if (part == null) {
      return;
    }
    listener.changed(name, PartState.STARTING, since(begin));
    try {
      part.start();
    } catch (RuntimeException e) {
      listener.changed(name, PartState.FAILED, since(begin));
      throw e;
    }
    listener.changed(name, PartState.READY, since(begin));
  }

  private void stop(PartName name, long begin) {
    ServerPart part = parts.get(name);
    if (part == null) {
      return;
    }
    listener.changed(name, PartState.STOPPING, since(begin));
    part.stop();
    listener.changed(name, PartState.STOPPED, since(begin));
  }

  private <T> T part(PartName name, Class<T> type) {
    ServerPart part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException(name.title() + " is not part of this cluster");
    }
    return type.cast(part);
  }

  private static Map<PartName, ServerPart> lay(ClusterBuilder plan, Path directory) {
    PartsDirectory programs = PartsDirectory.find();
    FreePorts free = new FreePorts();
    Map<PartName, ServerPart> parts = new EnumMap<>(PartName.class);
    @Nullable PostgresServer postgres = null;
    if (plan.parts.contains(PartName.POSTGRES)) {
      postgres =
          new PostgresServer(
              programs,
              directory.resolve("postgres"),
              port(plan, PartName.POSTGRES, free),
              plan.durable);
      parts.put(PartName.POSTGRES, postgres);
    }
    if (plan.parts.contains(PartName.KAFKA)) {
      parts.put(
          PartName.KAFKA,
          new KafkaBroker(
              programs,
              directory.resolve("kafka"),
              port(plan, PartName.KAFKA, free),
              free.next(),
              plan.kafkaSettings));
    }
    if (plan.parts.contains(PartName.REGISTRY)) {
      parts.put(
          PartName.REGISTRY,
          new SchemaRegistryServer(
              programs,
              directory.resolve("registry"),
              port(plan, PartName.REGISTRY, free),
              free.next(),
              storage(plan, postgres)));
    }
    if (plan.parts.contains(PartName.MAIL)) {
      parts.put(
          PartName.MAIL,
          new MailCatcher(directory.resolve("mail"), port(plan, PartName.MAIL, free)));
    }
    return parts;
  }

  private static RegistryStorage storage(ClusterBuilder plan, @Nullable PostgresServer postgres) {
    if (!plan.registryInPostgres) {
      return new RegistryStorage.Memory();
    }
    if (postgres == null) {
      throw new IllegalArgumentException("a registry in PostgreSQL needs PostgreSQL");
    }
    return new RegistryStorage.Postgres(
        () ->
            new RegistryStorage.Access(
                postgres.jdbcUrl(),
                ServiceRole.REGISTRY.user(),
                postgres.password(ServiceRole.REGISTRY)));
  }

  private static int port(ClusterBuilder plan, PartName name, FreePorts free) {
    Integer given = plan.ports.get(name);
    return given != null ? given : free.next();
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

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static final class Shared {
    static final EmbeddedCluster CLUSTER = startShared();

    private static EmbeddedCluster startShared() {
      EmbeddedCluster cluster = builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "embedded-cluster-stop"));
      return cluster;
    }
  }
}
