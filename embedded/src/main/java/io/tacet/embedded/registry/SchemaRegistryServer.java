package io.tacet.embedded.registry;

import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.parts.JavaProgram;
import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.ProcessPart;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.tls.CertificateFiles;
import io.tacet.embedded.tls.Locks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio Registry 3.0 in a JVM of its own, without security unless it is given locks, without
 * users in any case. It speaks its own API ({@code /apis/registry/v3}) and Confluent's ({@code
 * /apis/ccompat/v7}).
 */
public final class SchemaRegistryServer extends ProcessPart {
  private static final int HEAP = 160;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final PartsDirectory parts;
  private final Path directory;
  private final String address;
  private final Port port;
  private final Port managementPort;
  private final RegistryStorage storage;
  private final @Nullable Locks locks;

  /**
   * A registry that is not started yet.
   *
   * @param directory where its log is
   * @param address where it listens, an IPv4 address of this machine
   * @param port for clients
   * @param managementPort for health and metrics, on the loopback address
   * @param locks null: it speaks HTTP; else HTTPS
   */
  public SchemaRegistryServer(
      PartsDirectory parts,
      Path directory,
      String address,
      Port port,
      Port managementPort,
      RegistryStorage storage,
      @Nullable Locks locks) {
    this.parts = parts;
    this.directory = directory.toAbsolutePath();
    this.address = address;
    this.port = port;
    this.managementPort = managementPort;
    this.storage = storage;
    this.locks = locks;
  }

  @Override
  public String name() {
    return "Schema registry";
  }

  /** Its root, without a slash at the end. */
  public String url() {
    return (locks == null ? "http://" : "https://") + address + ":" + port.number();
  }

  /** Its own API, which Apicurio's serdes take for {@code apicurio.registry.url}. */
  public String apiUrl() {
    return url() + "/apis/registry/v3";
  }

  /** Confluent's API, which Confluent's serdes take for {@code schema.registry.url}. */
  public String confluentUrl() {
    return url() + "/apis/ccompat/v7";
  }

  @Override
  protected ChildProcess launch() {
    return Port.starting(List.of(port, managementPort), this::launchOnPorts);
  }

  @Override
  protected Path logFile() {
    return directory.resolve("registry.log");
  }

  private ChildProcess launchOnPorts() {
    Path jar = parts.jars("registry").stream().findFirst().orElseThrow();
    ClassArchive.Use classes = parts.classesOf(jar).use();
    List<String> rest = new ArrayList<>(classes.flags());
    rest.addAll(List.of("-jar", jar.toString()));
    return ChildProcess.builder(name())
        .command(JavaProgram.lean(HEAP, rest))
        .classes(classes)
        .environment(JavaProgram.ENVIRONMENT)
        .environment(environment())
        .log(logFile())
        .readyWhen(readiness(), START_LIMIT)
        .start();
  }

  private Readiness readiness() {
    URI subjects = URI.create(confluentUrl() + "/subjects");
    return locks == null
        ? Readiness.answering(subjects)
        : Readiness.answering(subjects, locks.authority());
  }

  private static void lock(Map<String, String> environment, int port, CertificateFiles own) {
    environment.remove("QUARKUS_HTTP_PORT");
    environment.put("QUARKUS_HTTP_INSECURE_REQUESTS", "disabled");
    environment.put("QUARKUS_HTTP_SSL_PORT", Integer.toString(port));
    environment.put("QUARKUS_HTTP_SSL_CERTIFICATE_FILES", own.certificate().toString());
    environment.put("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES", own.key().toString());
  }

  /** Settings go through the environment, where a password is not seen by other users. */
  private Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QUARKUS_HTTP_HOST", address);
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port.number()));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort.number()));
    all.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false");
    all.put("QUARKUS_HTTP_IO_THREADS", "2");
    all.put("QUARKUS_THREAD_POOL_MAX_THREADS", "8");
    all.put("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1");
    all.put("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1");
    all.put("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8");
    if (locks != null) {
      lock(all, port.number(), locks.server("tacet-registry"));
    }
    if (storage instanceof RegistryStorage.Postgres postgres) {
      RegistryStorage.Access access = postgres.access().get();
      all.put("APICURIO_STORAGE_KIND", "sql");
      all.put("APICURIO_STORAGE_SQL_KIND", "postgresql");
      all.put("APICURIO_DATASOURCE_URL", access.jdbcUrl());
      all.put("APICURIO_DATASOURCE_USERNAME", access.user());
      all.put("APICURIO_DATASOURCE_PASSWORD", access.password());
    }
    return all;
  }
}
