package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What has to hold for everything that runs pods: few rights, probes, bounds, no secret in clear.
 */
final class PodRules {

  /** Those of a worker that gives jobs a user of their own; each is explained in the file. */
  private static final Set<String> WORKER_CAPABILITIES =
      Set.of("SETUID", "SETGID", "KILL", "CHOWN", "FOWNER", "DAC_OVERRIDE", "SYS_PTRACE");

  private static final Set<String> WORKER_SEES =
      Set.of(
          "/var/lib/tacet-worker",
          "/sys/class",
          "/sys/devices",
          "/sys/block",
          "/sys/kernel/mm",
          "/etc/tacet/kafka",
          "/etc/tacet/signing");

  /** Images of others that were not tried with a root they can't write. */
  private static final Set<String> WRITABLE_ROOT = Set.of("registry", "grafana");

  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET)$");

  private final String name;
  private final JsonNode pod;
  private final JsonNode container;
  private final boolean measures;
  private final Problems problems = new Problems();

  private PodRules(String name, JsonNode workload) {
    this.name = name;
    this.pod = workload.at("/spec/template/spec");
    this.container = pod.at("/containers/0");
    this.measures = name.equals("worker") && pod.path("hostPID").asBoolean();
  }

  /** What is wrong with these; empty when nothing is. */
  static List<String> problems(Map<String, JsonNode> workloads) {
    Problems problems = new Problems();
    workloads.forEach(
        (name, workload) -> {
          PodRules rules = new PodRules(name, workload);
          rules.pod();
          rules.container();
          rules.probes();
          rules.volumes();
          problems.addAll(rules.problems.all());
        });
    return problems.all();
  }

  private void pod() {
    must(
        pod.path("automountServiceAccountToken").isBoolean()
            && !pod.path("automountServiceAccountToken").asBoolean(),
        "is given a token for the cluster's API");
    JsonNode security = pod.path("securityContext");
    must(
        security.at("/seccompProfile/type").asText().equals("RuntimeDefault"),
        "may make every system call");
    must(security.path("runAsNonRoot").asBoolean() || measures, "may run as root");
    must(
        measures || !(pod.path("hostNetwork").asBoolean() || pod.path("hostPID").asBoolean()),
        "is not alone");
    must(pod.path("containers").size() == 1, "has more containers than one");
  }

  private void container() {
    JsonNode security = container.path("securityContext");
    must(!security.path("privileged").asBoolean(), "is privileged");
    must(
        security.path("allowPrivilegeEscalation").isBoolean()
            && !security.path("allowPrivilegeEscalation").asBoolean(),
        "may gain privileges");
    must(
        security.path("readOnlyRootFilesystem").asBoolean() || WRITABLE_ROOT.contains(name),
        "may write its image");
    must(
        Compose.strings(security.at("/capabilities/drop")).equals(List.of("ALL")),
        "keeps capabilities");
    Set<String> added = new TreeSet<>(Compose.strings(security.at("/capabilities/add")));
    must(
        added.equals(measures ? WORKER_CAPABILITIES : Set.<String>of()),
        "is given the capabilities " + added);
    JsonNode resources = container.path("resources");
    must(
        resources.at("/requests").has("cpu") && resources.at("/requests").has("memory"),
        "asks for no resources");
    must(
        resources.path("limits").has("memory") != name.equals("worker"),
        name.equals("worker") ? "limits what it measures" : "has no limit of memory");
    for (JsonNode variable : container.path("env")) {
      String key = variable.path("name").asText();
      must(
          !SECRET.matcher(key).matches() || variable.has("valueFrom"),
          key + " is a secret in clear");
    }
  }

  private void probes() {
    boolean open = !container.path("ports").isEmpty();
    Set<String> ports = new TreeSet<>();
    container.path("ports").forEach(port -> ports.add(port.path("name").asText()));
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      must(container.has(probe) == open, (open ? "lacks a " : "must not have a ") + probe);
      for (String way : List.of("httpGet", "tcpSocket")) {
        JsonNode asked = container.path(probe).path(way);
        must(
            asked.isMissingNode() || ports.contains(asked.path("port").asText()),
            probe + " asks port " + asked.path("port"));
      }
    }
  }

  private void volumes() {
    Set<String> declared = new TreeSet<>();
    for (JsonNode volume : pod.path("volumes")) {
      declared.add(volume.path("name").asText());
      String path = volume.at("/hostPath/path").asText();
      must(path.isEmpty() || (measures && WORKER_SEES.contains(path)), "sees the node's " + path);
    }
    Set<String> mounted = new TreeSet<>();
    for (JsonNode mount : container.path("volumeMounts")) {
      mounted.add(mount.path("name").asText());
      must(
          !mount.path("mountPath").asText().startsWith("/host")
              || mount.path("readOnly").asBoolean(),
          "may write " + mount.path("mountPath").asText());
    }
    mounted.remove("data");
    must(mounted.equals(declared), "mounts " + mounted + " of " + declared);
  }

  private void must(boolean holds, String otherwise) {
    problems.unless(holds, name + " " + otherwise);
  }
}
