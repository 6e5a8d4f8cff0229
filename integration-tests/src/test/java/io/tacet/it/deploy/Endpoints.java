package io.tacet.it.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who listens where in a compose file: every address that is used has to be one that is served. */
final class Endpoints {

  static final Pattern ADDRESS =
      Pattern.compile("([a-z][a-z0-9-]*|127\\.0\\.0\\.1)[:/](\\d{4,5})\\b");
  private static final Pattern LISTENER = Pattern.compile("[A-Z]+://[a-z]*:(\\d+)");
  private static final Set<String> ITSELF = Set.of("localhost", "127.0.0.1");
  private static final Map<String, Set<Integer>> IMAGES =
      Map.of(
          "postgres", Set.of(5432),
          "registry", Set.of(8080),
          "mail", Set.of(1025, 8025),
          "grafana", Set.of(3000));

  private final Compose compose;

  Endpoints(Compose compose) {
    this.compose = compose;
  }

  /** What is wrong with the addresses a service publishes, is asked at, or connects to. */
  List<String> problems(String service) {
    List<String> problems = new ArrayList<>();
    for (int port : compose.ports(service).values()) {
      if (!served(service).contains(port)) {
        problems.add(service + " publishes port " + port + ", but serves " + served(service));
      }
    }
    List<String> texts = new ArrayList<>(compose.environment(service).values());
    texts.addAll(compose.healthcheck(service));
    texts.addAll(Compose.strings(compose.service(service).path("entrypoint")));
    Map<String, String> environment = compose.environment(service);
    if (environment.containsKey("QUARKUS_MAILER_HOST")) {
      texts.add(
          environment.get("QUARKUS_MAILER_HOST") + ":" + environment.get("QUARKUS_MAILER_PORT"));
    }
    for (String text : texts) {
      ADDRESS
          .matcher(text)
          .results()
          .forEach(
              found -> {
                String host = ITSELF.contains(found.group(1)) ? service : found.group(1);
                if (!served(host).contains(Integer.valueOf(found.group(2)))) {
                  problems.add(service + " uses " + found.group() + ", where nobody listens");
                }
              });
    }
    return problems;
  }

  /** Ports a service listens on. */
  private Set<Integer> served(String service) {
    Map<String, String> environment = compose.environment(service);
    if (service.equals("kafka")) {
      return LISTENER
          .matcher(environment.getOrDefault("KAFKA_LISTENERS", ""))
          .results()
          .map(found -> Integer.valueOf(found.group(1)))
          .collect(Collectors.toSet());
    }
    boolean open = "0.0.0.0".equals(environment.get("QUARKUS_HTTP_HOST"));
    if (Checkout.SERVICES.contains(service) && open) {
      return Set.of(Integer.valueOf(environment.getOrDefault("QUARKUS_HTTP_PORT", "0")));
    }
    return IMAGES.getOrDefault(service, Set.of());
  }
}
