package io.tacet.worker.sensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How long tasks of the machine waited for CPU, memory and disks: {@code /proc/pressure}. */
public final class PressureSensor implements Sensor {

  private static final List<String> RESOURCES = List.of("cpu", "memory", "io", "irq");

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "pressure",
              "How long tasks waited for CPU, memory and disks (PSI)",
              "/proc/pressure/*",
              Paces.NEVER,
              fields()),
          (place, options) -> new PressureSensor(place));

  private final List<String> resources = new ArrayList<>();
  private final List<PressureFile> files = new ArrayList<>();

  private PressureSensor(Place place) throws IOException, NotHereException {
    for (String resource : RESOURCES) {
      Optional<PressureFile> file =
          PressureFile.open(place.proc().resolve("pressure").resolve(resource));
      if (file.isPresent()) {
        resources.add(resource);
        files.add(file.get());
      }
    }
    if (files.isEmpty()) {
      throw new NotHereException(
          "the kernel keeps no pressure stall information (boot it with psi=1)");
    }
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return files.size() * PressureFile.KINDS.length;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    for (int i = 0; i < files.size(); i++) {
      files.get(i).read(row, offset + i * PressureFile.KINDS.length);
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (String resource : resources) {
      for (String kind : PressureFile.KINDS) {
        metrics.add(new Metric.Growth(metric(resource, kind), null, "µs", metrics.size(), 1));
      }
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    for (PressureFile file : files) {
      file.close();
    }
  }

  private static String metric(String resource, String kind) {
    return "pressure_" + resource + "_" + kind + "_procfs_system";
  }

  private static Field[] fields() {
    List<Field> fields = new ArrayList<>();
    for (String resource : RESOURCES) {
      fields.add(
          new Field(
              metric(resource, "some"),
              "µs",
              "time in which some task waited for " + resource + ", growth"));
      fields.add(
          new Field(
              metric(resource, "full"),
              "µs",
              "time in which all tasks waited for " + resource + ", growth"));
    }
    return fields.toArray(Field[]::new);
  }
}
