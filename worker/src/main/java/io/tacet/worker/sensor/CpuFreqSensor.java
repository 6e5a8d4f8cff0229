package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Frequency of each set of CPUs that share one, from cpufreq (kernel
 * Documentation/admin-guide/pm/cpufreq.rst), whose files are in kHz.
 */
final class CpuFreqSensor implements Sensor {

  private static final long HERTZ = 1000;
  private static final String POLICIES = "policy*";

  private final List<Metric> metrics = new ArrayList<>();
  private final SysFiles files;

  private CpuFreqSensor(List<Path> policies, boolean limits) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (Path policy : policies) {
      add(paths, policy, "scaling_cur_freq", CpuFrequencies.CURRENT);
      if (limits) {
        add(paths, policy, "scaling_min_freq", CpuFrequencies.LEAST);
        add(paths, policy, "scaling_max_freq", CpuFrequencies.GREATEST);
      }
    }
    this.files = SysFiles.open(paths);
  }

  /** Opens it, or throws NotHereException where there is no cpufreq. */
  static Sensor open(Path sys, boolean limits) throws IOException, NotHereException {
    Path directory = sys.resolve("devices/system/cpu/cpufreq");
    List<Path> policies = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, POLICIES)) {
        for (Path entry : entries) {
          if (Files.isReadable(entry.resolve("scaling_cur_freq"))) {
            policies.add(entry);
          }
        }
      }
    }
    if (policies.isEmpty()) {
      throw new NotHereException("no " + POLICIES + " in " + directory);
    }
    policies.sort(Comparator.comparing(Path::toString));
    return new CpuFreqSensor(policies, limits);
  }

  private void add(List<Path> paths, Path policy, String file, String metric) {
    String detail = String.valueOf(policy.getFileName()).replace("policy", "cpu");
    metrics.add(new Metric.Level(metric, detail, "Hz", paths.size(), HERTZ));
    paths.add(policy.resolve(file));
  }

  @Override
  public String name() {
    return CpuFrequencies.KIND.description().name();
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
    return List.copyOf(metrics);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
