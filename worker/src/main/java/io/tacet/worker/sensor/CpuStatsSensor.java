package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Context switches and interrupts of the machine, as psutil's {@code cpu_stats}. The line of
 * interrupts has thousands of columns on large machines; only its first, the sum, is looked at.
 */
public final class CpuStatsSensor implements Sensor {

  private static final List<String> METRICS =
      List.of(
          "cpu_context_switches_procfs_system",
          "cpu_interrupts_procfs_system",
          "cpu_soft_interrupts_procfs_system");

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "cpu-stats",
              "Context switches and interrupts of the machine",
              "/proc/stat",
              Paces.NEVER,
              new Field(METRICS.get(0), "count", "context switches, growth"),
              new Field(METRICS.get(1), "count", "interrupts, growth"),
              new Field(METRICS.get(2), "count", "soft interrupts, growth")),
          (place, options) -> new CpuStatsSensor(place.proc()));

  private static final byte[][] KEYS = {
    "ctxt ".getBytes(StandardCharsets.US_ASCII),
    "intr ".getBytes(StandardCharsets.US_ASCII),
    "softirq ".getBytes(StandardCharsets.US_ASCII)
  };
  private static final int SPARE = 8192;

  private final ProcFile stat;

  private CpuStatsSensor(Path proc) throws IOException {
    Path file = proc.resolve("stat");
    this.stat = ProcFile.open(file, Files.readString(file).length() + SPARE);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return KEYS.length;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + KEYS.length, MISSING);
    stat.refresh();
    while (!stat.atEnd()) {
      for (int i = 0; i < KEYS.length; i++) {
        if (stat.skip(KEYS[i])) {
          row[offset + i] = stat.number();
          break;
        }
      }
      stat.nextLine();
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < KEYS.length; i++) {
      metrics.add(new Metric.Growth(METRICS.get(i), null, "count", i, 1));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    stat.close();
  }
}
