package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files below {@code /etc/tacet} that a pod's variables name: each has to be in what is mounted
 * there, and a key to be readable by the pod's user and group alone.
 */
final class FileRules {

  private static final Pattern FILE = Pattern.compile("(?:^|=)(/etc/tacet/[^&\\s]+)");
  private static final int OWNER_AND_GROUP = 0440;

  private final String name;
  private final JsonNode pod;
  private final Problems problems = new Problems();
  private final Set<String> there = new TreeSet<>();

  private FileRules(String name, JsonNode pod) {
    this.name = name;
    this.pod = pod;
  }

  /** What is wrong with the files of all pods; empty when nothing is. */
  static List<String> problems(KubernetesBase cluster) {
    Problems problems = new Problems();
    cluster
        .workloads()
        .forEach(
            (name, workload) -> {
              FileRules rules = new FileRules(name, workload.at("/spec/template/spec"));
              rules.mounts();
              // The job of the schemas reads one variable only, though it is given all of the map
              if (!name.equals("schemas")) {
                rules.variables(cluster.environment(name).values());
              }
              problems.addAll(rules.problems.all());
            });
    return problems.all();
  }

  private void mounts() {
    for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
      for (JsonNode volume : pod.path("volumes")) {
        if (volume.path("name").equals(mount.path("name"))) {
          mounted(mount.path("mountPath").asText(), volume);
        }
      }
    }
  }

  private void mounted(String place, JsonNode volume) {
    if (volume.has("hostPath")) {
      there.add(place + "/"); // what is on a node is told in docs/kubernetes.md
    }
    files(place, volume.path("secret"), volume.path("secret").path("defaultMode"));
    for (JsonNode source : volume.at("/projected/sources")) {
      files(place, source.path("secret"), volume.at("/projected/defaultMode"));
    }
  }

  private void files(String place, JsonNode secret, JsonNode mode) {
    for (JsonNode item : secret.path("items")) {
      String file = place + "/" + item.path("path").asText();
      problems.unless(there.add(file), name + " has two files " + file);
      problems.unless(
          !file.endsWith(".key") || mode.asInt(0644) == OWNER_AND_GROUP,
          name + " shows everybody " + file);
      problems.unless(
          !file.endsWith(".key") || pod.at("/securityContext").has("fsGroup"),
          name + " can't read " + file);
    }
  }

  private void variables(Collection<String> values) {
    for (String value : values) {
      Matcher file = FILE.matcher(value);
      while (file.find()) {
        String path = file.group(1);
        problems.unless(
            there.contains(path) || there.contains(path.replaceFirst("[^/]+$", "")),
            name + " is given no file " + path);
      }
    }
  }
}
