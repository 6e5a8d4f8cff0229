package io.tacet.it.deploy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The overlays of deploy/k8s, and each with all components that go with it. */
final class Overlays {

  static final String PATH = "deploy/k8s/overlays/";

  /** Which components go with which overlay. */
  static final Map<String, List<String>> COMPONENTS =
      Map.of(
          "dev", List.of("grafana", "graphite"),
          "production", List.of("grafana-production", "graphite", "kafka-outside"));

  private static final String WITH_ALL = "-with-all";

  private Overlays() {}

  /** The overlay that one is, or that it is made of. */
  static String basis(String overlay) {
    return overlay.replace(WITH_ALL, "");
  }

  /**
   * The kustomization of an overlay with all its components, as docs/kubernetes.md shows one.
   *
   * @param overlays where the overlays are, from where it is
   */
  static String withAll(String basis, String overlays) {
    return COMPONENTS.getOrDefault(basis, List.of()).stream()
        .map(component -> "  - " + overlays + "/../components/" + component + "\n")
        .collect(
            Collectors.joining(
                "", "resources:\n  - " + overlays + "/" + basis + "\ncomponents:\n", ""));
  }

  /**
   * The objects of an overlay.
   *
   * @param files texts by their paths from the root
   */
  static KubernetesBase render(Function<String, String> files, String overlay) {
    String basis = basis(overlay);
    String file = PATH + overlay + "/kustomization.yaml";
    Function<String, String> all =
        path ->
            !basis.equals(overlay) && path.equals(file) ? withAll(basis, "..") : files.apply(path);
    return new KubernetesBase(List.of(), List.copyOf(Kustomization.render(all, PATH + overlay)));
  }
}
