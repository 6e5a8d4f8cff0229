package io.tacet.embedded.registry;

import io.tacet.embedded.parts.JavaProgram;
import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.ServerPart;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Apicurio Registry 3.0 in a JVM of its own, on the loopback address without security. It speaks
 * its own API ({@code /apis/registry/v3}) and Confluent's ({@code /apis/ccompat/v7}).
 */
public final class SchemaRegistryServer implements ServerPart {
  private static final int HEAP = 160;
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final PartsDirectory parts;
  private final Path directory;
  private final int port;
  private final int managementPort;
  private final RegistryStorage storage;
  private @Nullable ChildProcess process;

  /** A registry that is not started yet; {@code directory} is where its log is. */
  public SchemaRegistryServer(
      PartsDirectory parts, Path directory, int port, int managementPort, RegistryStorage storage) {
    this.parts = parts;
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.managementPort = managementPort;
    this.storage = storage;
  }

  @Override
  public String name() {
    return "Schema registry";
  }

  /** Its root, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
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
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    process =
        ChildProcess.builder(name())
            .command(
                JavaProgram.lean(
                    HEAP,
                    List.of(
                        "-jar",
                        parts.jars("registry").stream().findFirst().orElseThrow().toString())))
            .environment(environment())
            .log(log())
            .readyWhen(Readiness.answering(URI.create(confluentUrl() + "/subjects")), START_LIMIT)
            .start();
  }

  @Override
  public synchronized void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  /** Kills it at once (SIGKILL). */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public synchronized OptionalLong pid() {
    return process != null && process.isAlive()
        ? OptionalLong.of(process.pid())
        : OptionalLong.empty();
  }

  @Override
  public Path log() {
    return directory.resolve("registry.log");
  }

  /** Settings go through the environment, where a password is not seen by other users. */
  private Map<String, String> environment() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
    all.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false");
    all.put("QUARKUS_HTTP_IO_THREADS", "2");
    all.put("QUARKUS_THREAD_POOL_MAX_THREADS", "8");
    all.put("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1");
    all.put("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1");
    all.put("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8");
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
