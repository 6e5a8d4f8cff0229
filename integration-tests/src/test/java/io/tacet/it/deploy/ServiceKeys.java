package io.tacet.it.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment variables that a packaged service understands, and those it cannot do without.
 */
final class ServiceKeys {

  private static final Set<String> DATABASE =
      Set.of(
          "QUARKUS_DATASOURCE_JDBC_URL",
          "QUARKUS_DATASOURCE_USERNAME",
          "QUARKUS_DATASOURCE_PASSWORD");

  /** Needed in a deployment, though the service's types or defaults do not say so. */
  private static final Map<String, Set<String>> NEEDED =
      Map.of(
          "scheduler",
          Set.of("TACET_SCHEDULER_BOOTSTRAP_TOKEN"),
          "notifier",
          Set.of("QUARKUS_MAILER_HOST", "QUARKUS_MAILER_PORT"),
          "worker",
          Set.of("TACET_WORKER_MACHINE", "TACET_WORKER_KIND"));

  private final String service;
  private final TypedKeys typed;
  private final Set<String> quarkus;

  ServiceKeys(PackagedService service, ClassLoader loader) {
    this.service = service.name();
    this.typed = TypedKeys.of(service, loader);
    this.quarkus = QuarkusKeys.of(service);
  }

  /** What is wrong with an environment; empty when nothing is. */
  List<String> problems(Map<String, String> environment) {
    Problems problems = new Problems();
    Map<String, String> known = typed.properties();
    for (String variable : environment.keySet()) {
      problems.unless(
          known.containsKey(variable) || quarkus.contains(variable),
          service + " has no setting " + variable);
    }
    needed().stream()
        .filter(variable -> !environment.containsKey(variable))
        .forEach(variable -> problems.unless(false, service + " is not given " + variable));
    problems.addAll(typed.refusals(environment));
    return problems.all();
  }

  private Set<String> needed() {
    Set<String> needed = new TreeSet<>(NEEDED.getOrDefault(service, Set.of()));
    needed.addAll(Set.of("TACET_KAFKA_BOOTSTRAP_SERVERS", "TACET_REGISTRY_URL"));
    if (quarkus.containsAll(DATABASE)) {
      needed.addAll(DATABASE);
    }
    return needed;
  }
}
