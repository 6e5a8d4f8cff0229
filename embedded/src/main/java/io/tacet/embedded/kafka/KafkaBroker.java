package io.tacet.embedded.kafka;

import io.tacet.embedded.parts.ClassArchive;
import io.tacet.embedded.parts.JavaProgram;
import io.tacet.embedded.parts.PartsDirectory;
import io.tacet.embedded.process.ChildProcess;
import io.tacet.embedded.process.Port;
import io.tacet.embedded.process.ProcessPart;
import io.tacet.embedded.process.Readiness;
import io.tacet.embedded.process.StartFailure;
import io.tacet.embedded.tls.Locks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, one node, broker and controller) in a JVM of its own, without security
 * unless it is given locks. What it stored is there again after {@link #stop()} or {@link #kill()}
 * and {@link #start()}, on the same port.
 */
public final class KafkaBroker extends ProcessPart {
  private static final String CLUSTER_ID = "dGFjZXQtZW1iZWRkZWQtMQ";
  private static final int HEAP = 160;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final PartsDirectory parts;
  private final Path directory;
  private final String address;
  private final Port port;
  private final Port controllerPort;
  private final Port certificatePort;
  private final Map<String, String> settings;
  private final @Nullable BrokerLocks locks;

  /**
   * A broker that is not started yet.
   *
   * @param directory where its data and its log are
   * @param address where it listens for clients, an IPv4 address of this machine
   * @param port for clients
   * @param controllerPort for itself
   * @param certificatePort for clients with certificates, if it is given locks
   * @param settings broker properties that differ from {@code BrokerSettings}
   * @param locks null: no security
   */
  public KafkaBroker(
      PartsDirectory parts,
      Path directory,
      String address,
      Port port,
      Port controllerPort,
      Port certificatePort,
      Map<String, String> settings,
      @Nullable Locks locks) {
    this.parts = parts;
    this.directory = directory.toAbsolutePath();
    this.address = address;
    this.port = port;
    this.controllerPort = controllerPort;
    this.certificatePort = certificatePort;
    this.settings = Map.copyOf(settings);
    this.locks = locks == null ? null : new BrokerLocks(locks);
  }

  @Override
  public String name() {
    return "Kafka";
  }

  /** What clients take for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return address + ":" + port.number();
  }

  /**
   * Of a locked broker: what clients take for {@code bootstrap.servers} who show a certificate
   * instead of user and password (protocol SSL). Its common name is who they are.
   */
  public String certificateServers() {
    if (locks == null) {
      throw new IllegalStateException("this broker has no locks");
    }
    return address + ":" + certificatePort.number();
  }

  /** Of a locked broker: the user who may do everything; its password is among the locks. */
  public String administrator() {
    return BrokerLocks.ADMINISTRATOR;
  }

  @Override
  protected ChildProcess launch() {
    return Port.starting(List.of(port, controllerPort, certificatePort), this::launchOnPorts);
  }

  @Override
  protected Path logFile() {
    return directory.resolve("kafka.log");
  }

  private ChildProcess launchOnPorts() {
    Path properties = directory.resolve("server.properties");
    try {
      new BrokerSettings(
              directory.resolve("data"),
              address,
              port.number(),
              controllerPort.number(),
              certificatePort.number(),
              settings,
              locks)
          .write(properties);
    } catch (IOException e) {
      throw new StartFailure(
          "Kafka can't be configured in " + directory + ": " + e.getMessage(), e);
    }
    ClassArchive.Use classes = parts.classesOf(parts.jars("kafka-launcher").get(0)).use();
    return ChildProcess.builder(name())
        .command(command(properties, classes))
        .classes(classes)
        .environment(JavaProgram.ENVIRONMENT)
        .directory(directory)
        .log(logFile())
        .readyWhen(Readiness.logged("Kafka Server started"), START_LIMIT)
        .start();
  }

  private List<String> command(Path properties, ClassArchive.Use classes) {
    String classPath =
        Stream.concat(parts.jars("kafka-launcher").stream(), parts.jars("kafka").stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> rest = new ArrayList<>(classes.flags());
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
