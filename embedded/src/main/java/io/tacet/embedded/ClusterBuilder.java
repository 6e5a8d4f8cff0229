package io.tacet.embedded;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes an {@link EmbeddedCluster}. For one thread. */
public final class ClusterBuilder {
  @Nullable Path directory;
  Set<PartName> parts = EnumSet.allOf(PartName.class);
  final Map<PartName, Integer> ports = new EnumMap<>(PartName.class);
  String address = "127.0.0.1";
  boolean durable;
  boolean registryInPostgres;
  boolean locked;
  Map<String, String> kafkaSettings = Map.of();
  ProgressListener listener = ProgressListener.none();

  ClusterBuilder() {}

  /**
   * Where data and logs are, kept when the cluster is closed. Without it they are in a temporary
   * directory, which is deleted.
   */
  public ClusterBuilder directory(Path directory) {
    this.directory = directory.toAbsolutePath();
    return this;
  }

  /** Which parts to start; all unless given. */
  public ClusterBuilder parts(Set<PartName> parts) {
    this.parts = EnumSet.copyOf(parts);
    return this;
  }

  /** The port on which clients reach a part; a free one unless given. */
  public ClusterBuilder port(PartName part, int port) {
    ports.put(part, port);
    return this;
  }

  /**
   * The IPv4 address of this machine where broker and registry listen, so that a worker elsewhere
   * (another machine, a network namespace) reaches them. 127.0.0.1 unless given. Unless it is
   * {@link #locked} there is no security: whoever reaches the address can do everything.
   */
  public ClusterBuilder address(String address) {
    this.address = address;
    return this;
  }

  /**
   * Whether commits in PostgreSQL wait for the disk, and passwords are hashed four thousand times.
   * Neither unless asked: fit for tests, and for a demonstration. What a directory was first
   * started with holds for its passwords.
   */
  public ClusterBuilder durable(boolean durable) {
    this.durable = durable;
    return this;
  }

  /**
   * Whether the registry keeps its schemas in PostgreSQL, so that they have the same ids after a
   * restart. In memory unless asked. It then starts after PostgreSQL instead of beside it.
   */
  public ClusterBuilder registryInPostgres(boolean registryInPostgres) {
    this.registryInPostgres = registryInPostgres;
    return this;
  }

  /**
   * Whether every door has a lock: Kafka takes users with passwords over TLS only and lets each do
   * what its ACLs allow, which is nothing at first; PostgreSQL and the registry speak TLS only, the
   * mail catcher SMTPS only. Certificates are made at start. Not unless asked.
   */
  public ClusterBuilder locked(boolean locked) {
    this.locked = locked;
    return this;
  }

  /** Broker properties that differ from what {@code KafkaBroker} sets. */
  public ClusterBuilder kafkaSettings(Map<String, String> settings) {
    this.kafkaSettings = Map.copyOf(settings);
    return this;
  }

  /** Who is told how the parts come and go. */
  public ClusterBuilder listener(ProgressListener listener) {
    this.listener = listener;
    return this;
  }

  /**
   * Starts the parts side by side and waits for all of them. If one fails, the others are stopped.
   *
   * @throws io.tacet.embedded.process.StartFailure naming the part, the reason and its log
   */
  public EmbeddedCluster start() {
    return EmbeddedCluster.start(this);
  }
}
