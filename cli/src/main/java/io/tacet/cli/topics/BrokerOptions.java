package io.tacet.cli.topics;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.topic.Topics;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say where Kafka and the registry are. Filled by the command line. */
final class BrokerOptions {

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "Kafka; else TACET_KAFKA_BOOTSTRAP_SERVERS, else localhost:9092.")
  private @Nullable String bootstrap;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema registry; else TACET_REGISTRY_URL, else http://localhost:8081.")
  private @Nullable String registry;

  @Option(
      names = "--registry-ca",
      paramLabel = "FILE",
      description = "PEM file with the CA of its certificate; else TACET_REGISTRY_CA.")
  private @Nullable Path registryCa;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description = "What topics' names begin with; else TACET_TOPICS_PREFIX, else tacet.")
  private @Nullable String prefix;

  @Option(
      names = "--command-config",
      paramLabel = "FILE",
      description =
          "Properties for the Kafka client (security.protocol, …), as for Kafka's own commands.")
  private @Nullable Path properties;

  String registry(Map<String, String> environment) {
    return or(registry, environment.get("TACET_REGISTRY_URL"), "http://localhost:8081");
  }

  Optional<Path> registryCa(Map<String, String> environment) {
    if (registryCa != null) {
      return Optional.of(registryCa);
    }
    return Optional.ofNullable(environment.get("TACET_REGISTRY_CA")).map(Path::of);
  }

  Topics topics(Map<String, String> environment) {
    try {
      return new Topics(or(prefix, environment.get("TACET_TOPICS_PREFIX"), Topics.DEFAULT_PREFIX));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e, String.valueOf(e.getMessage()) + ".", List.of());
    }
  }

  String bootstrap(Map<String, String> environment) {
    return or(bootstrap, environment.get("TACET_KAFKA_BOOTSTRAP_SERVERS"), "localhost:9092");
  }

  /** What is in the file of {@code --command-config}. */
  Map<String, Object> given() {
    Map<String, Object> given = new HashMap<>();
    if (properties == null) {
      return given;
    }
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(properties)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          e,
          "cannot read " + properties + ": " + e.getMessage() + ".",
          List.of("Give a file with lines like security.protocol=SASL_SSL."));
    }
    read.forEach((key, value) -> given.put(key.toString(), value));
    return given;
  }

  private static String or(@Nullable String option, @Nullable String variable, String otherwise) {
    if (option != null) {
      return option;
    }
    return variable == null || variable.isBlank() ? otherwise : variable.strip();
  }
}
