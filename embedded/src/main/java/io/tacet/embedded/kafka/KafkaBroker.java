package io.tacet.embedded.kafka;

import io.tacet.embedded.parts.JavaProgram;
import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.ServerPart;
import io.tacet.embedded.process.StartFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, one node, broker and controller) in a JVM of its own, on the loopback
 * address without security. What it stored is there again after {@link #stop()} or {@link #kill()}
 * and {@link #start()}, on the same port.
 */
public final class KafkaBroker implements ServerPart {
  private static final String CLUSTER_ID = "dGFjZXQtZW1iZWRkZWQtMQ";
  private static final int HEAP = 160;
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final PartsDirectory parts;
  private final Path directory;
  private final int port;
  private final int controllerPort;
  private final Map<String, String> settings;
  private @Nullable ChildProcess process;

  /**
   * A broker that is not started yet.
   *
   * @param directory where its data and its log are
   * @param port for clients
   * @param controllerPort for itself
   * @param settings broker properties that differ from {@code BrokerSettings}
   */
  public KafkaBroker(
      PartsDirectory parts,
      Path directory,
      int port,
      int controllerPort,
      Map<String, String> settings) {
    this.parts = parts;
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.controllerPort = controllerPort;
    this.settings = Map.copyOf(settings);
  }

  @Override
  public String name() {
    return "Kafka";
  }

  /** What clients take for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    Path properties = directory.resolve("server.properties");
    try {
      new BrokerSettings(directory.resolve("data"), port, controllerPort, settings)
          .write(properties);
    } catch (IOException e) {
      throw new StartFailure(
          "Kafka can't be configured in " + directory + ": " + e.getMessage(), e);
    }
    process =
        ChildProcess.builder(name())
            .command(command(properties))
            .directory(directory)
            .log(log())
            .readyWhen(Readiness.logged("Kafka Server started"), START_LIMIT)
            .start();
  }

  @Override
  public synchronized void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  /** Kills it at once, as a power cut would (SIGKILL). */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  /** Stops its clock (SIGSTOP): connections stay open, nothing is answered. */
  public synchronized void pause() {
    if (process != null) {
      process.pause();
    }
  }

  /** Lets it go on (SIGCONT). */
  public synchronized void resume() {
    if (process != null) {
      process.resume();
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
    return directory.resolve("kafka.log");
  }

  private List<String> command(Path properties) {
    String classPath =
        Stream.concat(parts.jars("kafka-launcher").stream(), parts.jars("kafka").stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> rest = new ArrayList<>();
    rest.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    rest.add("-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info");
    rest.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    rest.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    rest.add("-cp");
    rest.add(classPath);
    rest.add("io.tacet.embedded.kafka.BrokerLauncher");
    rest.add(properties.toString());
    rest.add(CLUSTER_ID);
    return JavaProgram.lean(HEAP, rest);
  }
}
