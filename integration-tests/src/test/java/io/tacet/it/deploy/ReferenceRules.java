package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every map, secret and key that a pod names has to be there, or to be made by somebody known. */
final class ReferenceRules {

  private static final Set<String> GRAFANA = Set.of("grafana", "postgres-grafana");

  /** Made by hand in production, as docs/kubernetes.md says: what is in each. */
  static final Map<String, Set<String>> BY_HAND =
      Map.of(
          "tacet", Set.of("bootstrap-token", "mail-username", "mail-password"),
          "signing-scheduler", Set.of("signing.key"),
          "signing-accountant", Set.of("signing.key", "signing.pub"),
          "postgres-scheduler", Set.of("username", "password"),
          "postgres-accountant", Set.of("username", "password"),
          "postgres-notifier", Set.of("username", "password"),
          "postgres-registry", Set.of("username", "password"),
          "postgres-grafana", Set.of("password"),
          "grafana", Set.of("admin-password"),
          "registry-tls", Set.of("tls.crt", "tls.key"));

  /** In the overlay for trying things out all but those of Grafana are in the files. */
  static Map<String, Set<String>> byHand(String overlay) {
    Map<String, Set<String>> secrets = new HashMap<>(BY_HAND);
    if (overlay.equals("dev")) {
      secrets.keySet().retainAll(GRAFANA);
    }
    return secrets;
  }

  private final KubernetesBase cluster;
  private final Map<String, Set<String>> maps = new HashMap<>();
  private final Map<String, Set<String>> secrets = new HashMap<>();
  private final Problems problems = new Problems();

  private ReferenceRules(KubernetesBase cluster, Map<String, Set<String>> byHand) {
    this.cluster = cluster;
    secrets.putAll(byHand);
    cluster.byName("ConfigMap").forEach((name, map) -> maps.put(name, keys(map.path("data"))));
    cluster
        .byName("Secret")
        .forEach((name, secret) -> secrets.put(name, keys(secret.path("data"))));
    cluster
        .byName("KafkaUser")
        .keySet()
        .forEach(user -> secrets.put(user, Set.of("ca.crt", "user.crt", "user.key")));
    cluster
        .byName("Kafka")
        .keySet()
        .forEach(kafka -> secrets.put(kafka + "-cluster-ca-cert", Set.of("ca.crt")));
    cluster
        .byName("Cluster")
        .keySet()
        .forEach(postgres -> secrets.put(postgres + "-ca", Set.of("ca.crt")));
  }

  /** What is wrong with the references; empty when nothing is. */
  static List<String> problems(KubernetesBase cluster, Map<String, Set<String>> byHand) {
    ReferenceRules rules = new ReferenceRules(cluster, byHand);
    cluster.workloads().forEach(rules::workload);
    cluster.byName("Service").forEach(rules::service);
    return rules.problems.all();
  }

  private void workload(String name, JsonNode workload) {
    JsonNode pod = workload.at("/spec/template/spec");
    for (JsonNode container : pod.path("containers")) {
      for (JsonNode source : container.path("envFrom")) {
        must(name, "map", maps, source.at("/configMapRef/name").asText(), List.of());
      }
      for (JsonNode variable : container.path("env")) {
        key(name, "map", maps, variable.at("/valueFrom/configMapKeyRef"));
        key(name, "secret", secrets, variable.at("/valueFrom/secretKeyRef"));
      }
    }
    for (JsonNode volume : pod.path("volumes")) {
      if (volume.has("persistentVolumeClaim")) {
        String claim = volume.at("/persistentVolumeClaim/claimName").asText();
        problems.unless(
            cluster.byName("PersistentVolumeClaim").containsKey(claim),
            name + " claims no volume " + claim);
      }
      if (volume.has("configMap")) {
        must(name, "map", maps, volume.at("/configMap/name").asText(), List.of());
      }
      secret(name, volume.path("secret"), "secretName");
      for (JsonNode source : volume.at("/projected/sources")) {
        secret(name, source.path("secret"), "name");
      }
    }
    if (pod.has("runtimeClassName")) {
      problems.unless(
          cluster.byName("RuntimeClass").containsKey(pod.path("runtimeClassName").asText()),
          name + " runs on no runtime " + pod.path("runtimeClassName"));
    }
  }

  /** A service leads to a port of the pod it selects. */
  private void service(String name, JsonNode service) {
    String pod = service.at("/spec/selector/app.kubernetes.io~1name").asText();
    Set<String> ports = new TreeSet<>();
    cluster.container(pod).path("ports").forEach(port -> ports.add(port.path("name").asText()));
    for (JsonNode port : service.at("/spec/ports")) {
      problems.unless(
          ports.contains(port.path("targetPort").asText()),
          "service " + name + " leads to no port " + port.path("targetPort").asText());
    }
  }

  private void secret(String who, JsonNode secret, String nameKey) {
    if (!secret.isMissingNode()) {
      List<String> items = new ArrayList<>();
      secret.path("items").forEach(item -> items.add(item.path("key").asText()));
      must(who, "secret", secrets, secret.path(nameKey).asText(), items);
    }
  }

  private void key(String who, String what, Map<String, Set<String>> there, JsonNode reference) {
    if (!reference.isMissingNode()) {
      must(
          who,
          what,
          there,
          reference.path("name").asText(),
          List.of(reference.path("key").asText()));
    }
  }

  private void must(
      String who, String what, Map<String, Set<String>> there, String name, List<String> keys) {
    problems.unless(there.containsKey(name), who + " reads no " + what + " " + name);
    for (String key : keys) {
      problems.unless(
          there.getOrDefault(name, Set.of(key)).contains(key),
          who + " reads no " + key + " in the " + what + " " + name);
    }
  }

  private static Set<String> keys(JsonNode object) {
    Set<String> keys = new TreeSet<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
