package io.tacet.contract.registry;

import io.tacet.contract.security.RegistryAccess;
import io.tacet.contract.security.RegistryKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers the schemas of all topics in a registry, at deployment and before the services start:
 * {@code java -cp … io.tacet.contract.registry.RegisterSchemas URL}.
 */
public final class RegisterSchemas {

  private static final String HELP =
      """
      Registers the schemas of all topics with FULL_TRANSITIVE compatibility.

      Usage: RegisterSchemas URL [CA]
        URL   base URL of the schema registry, e.g. http://localhost:8081
        CA    PEM file with the CA of its certificate, where Java's own do not know it

      Environment: TACET_REGISTRY_KIND (APICURIO, or CONFLUENT for Confluent's own), TACET_REGISTRY_USER and
      TACET_REGISTRY_PASSWORD_FILE where it wants somebody to sign in.

      Run it at deployment, before the services. What is there already stays as it is.
      Exit codes: 0 registered, 1 the registry refused or did not answer, 2 usage.
      """;

  private RegisterSchemas() {}

  /** Entry point. */
  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    if (arguments.length == 1 && (arguments[0].equals("--help") || arguments[0].equals("-h"))) {
      System.out.print(HELP);
      return 0;
    }
    if (arguments.length < 1 || arguments.length > 2 || !isHttp(arguments[0])) {
      System.err.print(HELP);
      return 2;
    }
    try {
      for (SchemaRegistration.Registered registered :
          registration(arguments, System.getenv()).registerAll()) {
        System.out.printf("%5d  %s%n", registered.id(), registered.subject());
      }
      return 0;
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      System.err.println("Not registered: " + reason + " (registry " + arguments[0] + ")");
      return 1;
    }
  }

  private static SchemaRegistration registration(
      String[] arguments, Map<String, String> environment) throws IOException {
    RegistryAccess access =
        new RegistryAccess(
            arguments[0],
            kind(environment.getOrDefault("TACET_REGISTRY_KIND", RegistryKind.APICURIO.name())),
            arguments.length == 1 ? Optional.empty() : Optional.of(Path.of(arguments[1])),
            Optional.ofNullable(environment.get("TACET_REGISTRY_USER")),
            Optional.empty(),
            Optional.ofNullable(environment.get("TACET_REGISTRY_PASSWORD_FILE")).map(Path::of));
    List<String> problems = access.problems(List.of(), Instant.now());
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return new SchemaRegistration(access);
  }

  private static RegistryKind kind(String name) throws IOException {
    try {
      return RegistryKind.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("TACET_REGISTRY_KIND is " + name + ", not APICURIO or CONFLUENT", e);
    }
  }

  private static boolean isHttp(String url) {
    try {
      String scheme = URI.create(url).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
