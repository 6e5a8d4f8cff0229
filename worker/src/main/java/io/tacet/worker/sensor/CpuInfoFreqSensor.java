package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frequency of each CPU where there is no cpufreq: {@code cpu MHz} of {@code /proc/cpuinfo}. */
final class CpuInfoFreqSensor implements Sensor {

  private static final byte[] KEY = "cpu MHz".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] POINT = ".".getBytes(StandardCharsets.US_ASCII);
  private static final long HERTZ = 1_000_000;

  /** The kernel writes three digits behind the point. */
  private static final long HERTZ_OF_THOUSANDTHS = 1000;

  private static final int SPARE = 8192;

  private final ProcFile cpuinfo;
  private final int cpus;

  private CpuInfoFreqSensor(ProcFile cpuinfo, int cpus) {
    this.cpuinfo = cpuinfo;
    this.cpus = cpus;
  }

  static Sensor open(Path proc) throws IOException, NotHereException {
    Path file = proc.resolve("cpuinfo");
    String now = Files.readString(file);
    int cpus = (int) now.lines().filter(line -> line.startsWith("cpu MHz")).count();
    if (cpus == 0) {
      throw new NotHereException("no cpufreq, and no 'cpu MHz' in " + file);
    }
    return new CpuInfoFreqSensor(ProcFile.open(file, now.length() + SPARE), cpus);
  }

  @Override
  public String name() {
    return CpuFrequencies.KIND.description().name();
  }

  @Override
  public int width() {
    return cpus;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + cpus, MISSING);
    cpuinfo.refresh();
    int cpu = 0;
    while (cpu < cpus && !cpuinfo.atEnd()) {
      if (cpuinfo.skip(KEY)) {
        cpuinfo.skipPast(':');
        row[offset + cpu] = hertz();
        cpu++;
      }
      cpuinfo.nextLine();
    }
  }

  private long hertz() {
    long whole = cpuinfo.number();
    if (whole == MISSING || !cpuinfo.skip(POINT)) {
      return whole == MISSING ? MISSING : whole * HERTZ;
    }
    long thousandths = cpuinfo.number();
    return whole * HERTZ + (thousandths == MISSING ? 0 : thousandths * HERTZ_OF_THOUSANDTHS);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < cpus; i++) {
      metrics.add(new Metric.Level(CpuFrequencies.FROM_CPUINFO, "cpu" + i, "Hz", i, 1));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    cpuinfo.close();
  }
}
