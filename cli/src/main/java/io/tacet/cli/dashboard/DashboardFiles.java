package io.tacet.cli.dashboard;

import io.tacet.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files Grafana reads, by their path below a directory. */
final class DashboardFiles {

  private static final String DASHBOARDS = "dashboards/";
  private static final String JSON = ".json";

  private DashboardFiles() {}

  /** All dashboards: those of everything, and one for each of these machines. */
  static List<Dashboard> dashboards(List<MachineName> machines) {
    List<Dashboard> dashboards =
        new ArrayList<>(
            List.of(
                NodesDashboard.dashboard(),
                JobsDashboard.dashboard(),
                AccuracyDashboard.dashboard(),
                AccountingDashboard.dashboard(),
                NodeDashboard.ofAny()));
    machines.forEach(machine -> dashboards.add(NodeDashboard.of(machine)));
    return dashboards;
  }

  /**
   * The texts of all files.
   *
   * @param place where Grafana finds the directory of the dashboards
   */
  static Map<String, String> texts(List<MachineName> machines, Look look, String place) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("provisioning/datasources/tacet.yaml", DataSource.source());
    texts.put("provisioning/dashboards/tacet.yaml", DataSource.provider(place));
    DashboardJson json = new DashboardJson(look);
    for (Dashboard dashboard : dashboards(machines)) {
      texts.put(DASHBOARDS + dashboard.file() + JSON, Json.text(json.of(dashboard)) + "\n");
    }
    return texts;
  }

  /**
   * Writes them, and removes dashboards of single machines that are not among them.
   *
   * @return the files that were removed
   */
  static List<Path> write(Path directory, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = directory.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
    List<Path> removed = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve(DASHBOARDS))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(NodeDashboard.PREFIX)
            && name.endsWith(JSON)
            && !texts.containsKey(DASHBOARDS + name)) {
          Files.delete(file);
          removed.add(file);
        }
      }
    }
    return removed;
  }
}
