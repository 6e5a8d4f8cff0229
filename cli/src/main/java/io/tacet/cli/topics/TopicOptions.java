package io.tacet.cli.topics;

import io.tacet.cli.connection.KafkaOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.security.RegistryAccess;
import io.tacet.contract.security.RegistryKind;
import io.tacet.contract.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
      names = "--registry-kind",
      paramLabel = "KIND",
      description =
          "apicurio, or confluent for Confluent's own; else TACET_REGISTRY_KIND, else apicurio.")
  private @Nullable RegistryKind registryKind;

  @Option(
      names = "--registry-user",
      paramLabel = "NAME",
      description = "Whom to sign in as there; else TACET_REGISTRY_USER, else nobody.")
  private @Nullable String registryUser;

  @Option(
      names = "--registry-password-file",
      paramLabel = "FILE",
      description = "The file with its password, chmod 0600; else TACET_REGISTRY_PASSWORD_FILE.")
  private @Nullable Path registryPasswordFile;

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "What topics' names begin with; else TACET_TOPICS_PREFIX, else tacet.")
  private @Nullable String prefix;

  String bootstrap(Map<String, String> environment) {
    return or(brokers(), environment.get("TACET_KAFKA_BOOTSTRAP_SERVERS"), "localhost:9092");
  }

  RegistryAccess registry(Map<String, String> environment) {
    return new RegistryAccess(
        or(registry, environment.get("TACET_REGISTRY_URL"), "http://localhost:8081"),
        kind(environment.get("TACET_REGISTRY_KIND")),
        file(registryCa, environment.get("TACET_REGISTRY_CA")),
        Optional.ofNullable(registryUser)
            .or(() -> Optional.ofNullable(environment.get("TACET_REGISTRY_USER"))),
        Optional.empty(),
        file(registryPasswordFile, environment.get("TACET_REGISTRY_PASSWORD_FILE")));
  }

  private RegistryKind kind(@Nullable String variable) {
    if (registryKind != null) {
      return registryKind;
    }
    try {
      return variable == null || variable.isBlank()
          ? RegistryKind.APICURIO
          : RegistryKind.valueOf(variable.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          e, "TACET_REGISTRY_KIND is " + variable + ", not apicurio or confluent.", List.of());
    }
  }

  /** What can't be of the registry's, by the options' names. */
  List<String> registryProblems(Map<String, String> environment) {
    return registry(environment).problems(List.of(), Instant.now()).stream()
        .map(problem -> problem.replace("tacet.registry.", "--registry-"))
        .toList();
  }

  private static Optional<Path> file(@Nullable Path option, @Nullable String variable) {
    return Optional.ofNullable(option).or(() -> Optional.ofNullable(variable).map(Path::of));
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
