package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of {@code /sys} with one number each, each a metric. Not thread-safe. */
final class SysFilesSensor implements Sensor {

  private final String name;
  private final SysFiles files;
  private final List<Metric> metrics;

  private SysFilesSensor(String name, SysFiles files, List<Metric> metrics) {
    this.name = name;
    this.files = files;
    this.metrics = List.copyOf(metrics);
  }

  /** Gathers what such a sensor reads. */
  static final class Builder {
    private final List<Path> paths = new ArrayList<>();
    private final List<Metric> metrics = new ArrayList<>();

    /**
     * Adds a level.
     *
     * @param factor from the file's unit to the metric's
     */
    Builder level(Path file, String metric, String detail, String unit, double factor) {
      metrics.add(new Metric.Level(metric, detail, unit, paths.size(), factor));
      paths.add(file);
      return this;
    }

    /** Adds a counter. */
    Builder growth(Path file, String metric, String detail, String unit, double factor) {
      metrics.add(new Metric.Growth(metric, detail, unit, paths.size(), factor));
      paths.add(file);
      return this;
    }

    boolean isEmpty() {
      return paths.isEmpty();
    }

    Sensor open(String name) throws IOException {
      return new SysFilesSensor(name, SysFiles.open(paths), metrics);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int width() {
    return files.count();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    files.readAll(row, offset);
  }

  @Override
  public List<Metric> metrics() {
    return metrics;
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
