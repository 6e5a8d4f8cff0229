package io.tacet.cli.topics;

import io.tacet.cli.connection.KafkaOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.topic.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where the topics and their schemas are: options, else the variables that services have, else this
 * machine. Filled by the command line; for one thread.
 */
final class TopicOptions extends KafkaOptions {

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description = "Schema registry; else TACET_REGISTRY_URL, else http://localhost:8081.")
  private @Nullable String registry;

  @Option(
      names = "--registry-ca",
      paramLabel = "FILE",
      description = "CA of its certificate, PEM; else TACET_REGISTRY_CA, else Java's own CAs.")
  private @Nullable Path registryCa;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What topics' names begin with; else TACET_TOPICS_PREFIX, else tacet.")
  private @Nullable String prefix;

  String bootstrap(Map<String, String> environment) {
    return or(brokers(), environment.get("TACET_KAFKA_BOOTSTRAP_SERVERS"), "localhost:9092");
  }

  String registry(Map<String, String> environment) {
    return or(registry, environment.get("TACET_REGISTRY_URL"), "http://localhost:8081");
  }

  Optional<Path> registryCa(Map<String, String> environment) {
    return Optional.ofNullable(registryCa)
        .or(() -> Optional.ofNullable(environment.get("TACET_REGISTRY_CA")).map(Path::of));
  }

  Topics topics(Map<String, String> environment) {
    try {
      return new Topics(or(prefix, environment.get("TACET_TOPICS_PREFIX"), Topics.DEFAULT_PREFIX));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e, String.valueOf(e.getMessage()) + ".", List.of());
    }
  }

  private static String or(@Nullable String option, @Nullable String variable, String otherwise) {
    if (option != null) {
      return option;
    }
    return variable == null || variable.isBlank() ? otherwise : variable.strip();
  }
}
