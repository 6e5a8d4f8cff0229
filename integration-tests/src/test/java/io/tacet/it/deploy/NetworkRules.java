package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.tacet.it.deploy.NetworkPolicies.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who can connect to whom: all that is used, and nothing else. */
final class NetworkRules {

  private static final Map<String, Set<String>> USES =
      Map.of(
          "scheduler", Set.of("kafka", "postgres", "registry"),
          "accountant", Set.of("kafka", "postgres", "registry"),
          "notifier", Set.of("kafka", "postgres", "registry", "mail"),
          "worker", Set.of("kafka", "registry"),
          "schemas", Set.of("registry"),
          "registry", Set.of("postgres"),
          "grafana", Set.of("postgres"),
          "stranger", Set.of());

  private final KubernetesBase cluster;
  private final Map<String, Pod> pods = new TreeMap<>();

  private NetworkRules(KubernetesBase cluster) {
    this.cluster = cluster;
    cluster.workloads().keySet().forEach(name -> pods.put(name, pod(name)));
    for (String kafka : cluster.byName("Kafka").keySet()) {
      JsonNode listener = cluster.byName("Kafka").get(kafka).at("/spec/kafka/listeners/0");
      pods.put(
          "kafka",
          new Pod(
              Map.of("strimzi.io/cluster", kafka, "strimzi.io/kind", "Kafka"),
              listener.path("port").asInt(),
              "tcp-clients"));
    }
    for (String postgres : cluster.byName("Cluster").keySet()) {
      pods.put("postgres", new Pod(Map.of("cnpg.io/cluster", postgres), 5432, "postgresql"));
    }
    pods.put("stranger", new Pod(Map.of("app.kubernetes.io/name", "stranger"), 8080, "http"));
  }

  /** What is wrong with the policies; empty when nothing is. */
  static List<String> problems(KubernetesBase cluster) {
    NetworkRules rules = new NetworkRules(cluster);
    Problems problems = new Problems();
    NetworkPolicies policies =
        new NetworkPolicies(
            cluster.byName("NetworkPolicy").values().stream()
                .map(policy -> StrictModel.as(policy, NetworkPolicy.class))
                .toList());
    rules.pods.forEach(
        (from, source) ->
            rules.pods.forEach(
                (to, target) -> {
                  boolean used = USES.getOrDefault(from, Set.of()).contains(to);
                  boolean judged = USES.containsKey(from) && !from.equals(to);
                  problems.unless(
                      !judged || policies.allow(source, target) == used,
                      from + (used ? " cannot reach " : " can reach ") + to);
                }));
    problems.addAll(rules.addresses());
    rules.graphite(policies, problems);
    return problems.all();
  }

  /** Graphite is outside: the accountant is let out to its port. */
  private void graphite(NetworkPolicies policies, Problems problems) {
    String port = cluster.environment("accountant").get("TACET_ACCOUNTANT_GRAPHITE_PORT");
    Pod accountant = pods.get("accountant");
    problems.unless(
        port == null || accountant == null || policies.letOut(accountant, Integer.parseInt(port)),
        "accountant cannot reach Graphite's port " + port);
  }

  /** Addresses that services are given have to be of a service that is there, or of an operator. */
  private List<String> addresses() {
    Map<String, Set<Integer>> served = new HashMap<>();
    cluster
        .byName("Service")
        .forEach(
            (name, service) -> {
              Set<Integer> ports = new TreeSet<>();
              service.at("/spec/ports").forEach(port -> ports.add(port.path("port").asInt()));
              served.put(name, ports);
            });
    if (pods.containsKey("kafka") && pods.containsKey("postgres")) {
      served.put("kafka-kafka-bootstrap", Set.of(port("kafka")));
      served.put("postgres-rw", Set.of(port("postgres")));
    }
    List<String> problems = new ArrayList<>();
    for (String name : cluster.workloads().keySet()) {
      for (String value : cluster.environment(name).values()) {
        Endpoints.ADDRESS
            .matcher(value)
            .results()
            .filter(
                found ->
                    !found.group(1).equals("localhost")
                        && !served
                            .getOrDefault(found.group(1), Set.of())
                            .contains(Integer.valueOf(found.group(2))))
            .forEach(
                found -> problems.add(name + " uses " + found.group() + ", where nobody listens"));
      }
    }
    return problems;
  }

  private int port(String name) {
    Pod pod = pods.get(name);
    return pod == null ? 0 : pod.port();
  }

  private Pod pod(String name) {
    Map<String, String> labels = new HashMap<>();
    cluster
        .workload(name)
        .at("/spec/template/metadata/labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    JsonNode port = cluster.container(name).at("/ports/0");
    return new Pod(labels, port.path("containerPort").asInt(), port.path("name").asText("none"));
  }
}
