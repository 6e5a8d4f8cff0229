package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What has to hold within deploy/k8s/base, and between it and the compose file. */
final class KubernetesRules {

  private static final Set<String> PROBES =
      Set.of("readinessProbe", "livenessProbe", "startupProbe");

  private final KubernetesBase base;
  private final Compose compose;
  private final Problems problems = new Problems();

  private KubernetesRules(KubernetesBase base, Compose compose) {
    this.base = base;
    this.compose = compose;
  }

  /** What is wrong with the files of the base; empty when nothing is. */
  static List<String> problems(Map<String, String> files, String composeFile) {
    KubernetesBase base = KubernetesBase.parse(files);
    KubernetesRules rules = new KubernetesRules(base, Compose.parse(composeFile));
    Set<String> named = new TreeSet<>(base.resources());
    named.add("kustomization.yaml");
    rules.problems.unless(
        named.equals(new TreeSet<>(files.keySet())),
        "the kustomization names " + named + ", there are " + new TreeSet<>(files.keySet()));
    rules.check();
    return rules.problems.all();
  }

  private void check() {
    for (JsonNode object : base.objects()) {
      String problem = StrictModel.problem(object);
      problems.unless(problem.isEmpty(), problem);
    }
    Set<String> expected = new TreeSet<>(Checkout.SERVICES);
    expected.addAll(List.of("schemas", "registry"));
    Set<String> workloads = base.workloads().keySet();
    problems.unless(workloads.equals(expected), "there are " + workloads + ", not " + expected);
    for (String name : workloads) {
      workload(name);
    }
    problems.addAll(PodRules.problems(base.workloads()));
    base.byName("Service").forEach(this::service);
    JsonNode nodes = base.workload("worker").at("/spec/template/spec/nodeSelector");
    problems.unless(
        nodes.has("tacet.io/worker"), "workers are on every node, not on labelled ones");
  }

  private void workload(String name) {
    JsonNode workload = base.workload(name);
    JsonNode labels = workload.at("/spec/template/metadata/labels");
    JsonNode selector = workload.at("/spec/selector/matchLabels");
    problems.unless(
        workload.path("kind").asText().equals("Job") || selector.equals(labels),
        name + " selects " + selector + ", its pods are " + labels);
    JsonNode container = base.container(name);
    problems.unless(
        container.path("image").equals(compose.service(name).path("image")),
        name + " runs " + container.path("image") + ", unlike in the compose file");
    if (Checkout.SERVICES.contains(name)) {
      Set<String> here = new TreeSet<>(base.environment(name).keySet());
      Set<String> there = new TreeSet<>(compose.environment(name).keySet());
      problems.unless(
          here.containsAll(there), name + " is given " + here + ", in compose " + there);
    }
    ports(name, container);
  }

  private void ports(String name, JsonNode container) {
    Set<String> names = new TreeSet<>();
    for (JsonNode port : container.path("ports")) {
      names.add(port.path("name").asText());
      String served = base.environment(name).getOrDefault("QUARKUS_HTTP_PORT", "none");
      problems.unless(
          port.path("containerPort").asText().equals(served),
          name + " has port " + port.path("containerPort") + ", but serves " + served);
    }
    for (String probe : PROBES) {
      JsonNode request = container.path(probe).path("httpGet");
      problems.unless(
          request.isMissingNode() || names.contains(request.path("port").asText()),
          name + "." + probe + " asks port " + request.path("port"));
      problems.unless(
          request.isMissingNode() || request.path("path").asText().contains("/health/"),
          name + "." + probe + " asks for " + request.path("path"));
    }
  }

  private void service(String name, JsonNode service) {
    JsonNode workload = base.workload(name);
    problems.unless(
        !workload.isMissingNode()
            && service.at("/spec/selector").equals(workload.at("/spec/template/metadata/labels")),
        "service " + name + " selects no pod");
    if (workload.isMissingNode()) {
      return;
    }
    for (JsonNode port : service.at("/spec/ports")) {
      JsonNode target = base.container(name).at("/ports/0");
      problems.unless(
          port.path("targetPort").equals(target.path("name"))
              && port.path("port").equals(target.path("containerPort")),
          "service " + name + " leads to " + port + ", not to " + target);
    }
  }
}
