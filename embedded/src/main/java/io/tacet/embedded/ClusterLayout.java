package io.tacet.embedded;

import io.tacet.embedded.kafka.KafkaBroker;
import io.tacet.embedded.mail.MailCatcher;
import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.postgres.PostgresServer;
import io.tacet.embedded.postgres.ServiceRole;
import io.tacet.embedded.process.FreePorts;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.registry.RegistryStorage;
import io.tacet.embedded.registry.SchemaRegistryServer;
import io.tacet.embedded.tls.Locks;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the parts of a cluster from its description: directories, ports, who uses whom. */
final class ClusterLayout {
  private final ClusterBuilder plan;
  private final Path directory;
  private final @Nullable Locks locks;
  private final PartsDirectory programs = PartsDirectory.find();
  private final FreePorts free = new FreePorts();

  ClusterLayout(ClusterBuilder plan, Path directory, @Nullable Locks locks) {
    this.plan = plan;
    this.directory = directory;
    this.locks = locks;
  }

  Map<PartName, ServerPart> parts() {
    Map<PartName, ServerPart> parts = new EnumMap<>(PartName.class);
    PostgresServer postgres = plan.parts.contains(PartName.POSTGRES) ? postgres() : null;
    if (postgres != null) {
      parts.put(PartName.POSTGRES, postgres);
    }
    if (plan.parts.contains(PartName.KAFKA)) {
      parts.put(PartName.KAFKA, kafka());
    }
    if (plan.parts.contains(PartName.REGISTRY)) {
      parts.put(PartName.REGISTRY, registry(postgres));
    }
    if (plan.parts.contains(PartName.MAIL)) {
      parts.put(
          PartName.MAIL, new MailCatcher(directory.resolve("mail"), port(PartName.MAIL), locks));
    }
    return parts;
  }

  private PostgresServer postgres() {
    // One that is there anyway may serve several temporary clusters at a time.
    boolean distinct = PostgresServer.isExternal() && plan.directory == null;
    String database =
        distinct ? "tacet_" + ProcessHandle.current().pid() + "_" + System.nanoTime() : "tacet";
    return new PostgresServer(
        programs,
        directory.resolve("postgres"),
        port(PartName.POSTGRES),
        database,
        plan.durable,
        locks);
  }

  private KafkaBroker kafka() {
    return new KafkaBroker(
        programs,
        directory.resolve("kafka"),
        plan.address,
        port(PartName.KAFKA),
        Port.anyOf(free),
        Port.anyOf(free),
        plan.kafkaSettings,
        locks);
  }

  private SchemaRegistryServer registry(@Nullable PostgresServer postgres) {
    return new SchemaRegistryServer(
        programs,
        directory.resolve("registry"),
        plan.address,
        port(PartName.REGISTRY),
        Port.anyOf(free),
        plan.registryInPostgres ? storage(postgres) : new RegistryStorage.Memory(),
        locks);
  }

  private static RegistryStorage storage(@Nullable PostgresServer postgres) {
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

  private Port port(PartName name) {
    Integer given = plan.ports.get(name);
    return given != null ? Port.fixed(given, free) : Port.anyOf(free);
  }
}
