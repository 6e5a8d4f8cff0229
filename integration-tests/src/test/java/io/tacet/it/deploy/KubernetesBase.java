package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The objects of a kustomization of deploy/k8s. Immutable.
 *
 * @param resources the files it names, where they are wanted
 * @param objects the objects in them
 */
record KubernetesBase(List<String> resources, List<JsonNode> objects) {

  /** Stands for what a cluster fills in: a node's name, a secret. */
  static final String FILLED_IN = "filled-in-by-the-cluster";

  /** Reads texts by file name, {@code kustomization.yaml} among them. */
  static KubernetesBase parse(Map<String, String> files) {
    List<String> resources = new ArrayList<>();
    StrictYaml.documents(files.getOrDefault("kustomization.yaml", ""))
        .forEach(document -> resources.addAll(Compose.strings(document.path("resources"))));
    List<JsonNode> objects = new ArrayList<>();
    for (String resource : resources) {
      objects.addAll(StrictYaml.documents(files.getOrDefault(resource, "")));
    }
    return new KubernetesBase(List.copyOf(resources), List.copyOf(objects));
  }

  /** Objects of a kind by name. */
  Map<String, JsonNode> byName(String kind) {
    Map<String, JsonNode> found = new TreeMap<>();
    for (JsonNode object : objects) {
      if (object.path("kind").asText().equals(kind)) {
        found.put(object.path("metadata").path("name").asText(), object);
      }
    }
    return found;
  }

  /** What runs pods, by name. */
  Map<String, JsonNode> workloads() {
    Map<String, JsonNode> found = new TreeMap<>(byName("Deployment"));
    found.putAll(byName("DaemonSet"));
    found.putAll(byName("StatefulSet"));
    found.putAll(byName("Job"));
    return found;
  }

  /** What runs pods under a name; missing when nothing does. */
  JsonNode workload(String name) {
    return workloads().getOrDefault(name, MissingNode.getInstance());
  }

  /** The one container of a workload. */
  JsonNode container(String workload) {
    return workload(workload).at("/spec/template/spec/containers/0");
  }

  /** Environment of a workload: config maps, then its own, as the kubelet does it. */
  Map<String, String> environment(String workload) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode source : container(workload).path("envFrom")) {
      JsonNode map = byName("ConfigMap").get(source.at("/configMapRef/name").asText());
      if (map != null) {
        map.path("data")
            .properties()
            .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
      }
    }
    for (JsonNode variable : container(workload).path("env")) {
      environment.put(
          variable.path("name").asText(),
          variable.has("value") ? variable.path("value").asText() : FILLED_IN);
    }
    return environment;
  }
}
