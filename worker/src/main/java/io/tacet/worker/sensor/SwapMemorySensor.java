package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Swap space as psutil's {@code swap_memory}; what went in and out as growth. */
public final class SwapMemorySensor implements Sensor {

  private static final int CAPACITY = 32_768;
  private static final long HUNDREDTHS = 10_000;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "swap-memory",
              "Swap space, and what went in and out",
              "/proc/meminfo, /proc/vmstat",
              Paces.NEVER,
              new Field(metric("total"), "bytes", "swap space"),
              new Field(metric("used"), "bytes", "used of it"),
              new Field(metric("free"), "bytes", "free of it"),
              new Field(metric("percent"), "%", "used in parts of the whole, 0 without any"),
              new Field(metric("sin"), "bytes", "brought in from it, growth"),
              new Field(metric("sout"), "bytes", "brought out to it, growth")),
          (place, options) -> new SwapMemorySensor(place.proc()));

  private final KeyedFile meminfo;
  private final KeyedFile vmstat;
  private final long pageSize;

  private SwapMemorySensor(Path proc) throws IOException {
    this.meminfo =
        new KeyedFile(proc.resolve("meminfo"), CAPACITY, List.of("SwapTotal:", "SwapFree:"));
    try {
      this.vmstat = new KeyedFile(proc.resolve("vmstat"), CAPACITY, List.of("pswpin ", "pswpout "));
    } catch (IOException e) {
      meminfo.close();
      throw e;
    }
    this.pageSize = PageSize.of(proc);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return 6;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    meminfo.refresh();
    if (meminfo.has(0) && meminfo.has(1)) {
      long total = meminfo.get(0);
      long used = total - meminfo.get(1);
      row[offset] = total;
      row[offset + 1] = used;
      row[offset + 2] = meminfo.get(1);
      row[offset + 3] = total == 0 ? 0 : used * HUNDREDTHS / total;
    }
    vmstat.refresh();
    row[offset + 4] = vmstat.get(0);
    row[offset + 5] = vmstat.get(1);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric.Level(metric("total"), null, "bytes", 0, 1024),
        new Metric.Level(metric("used"), null, "bytes", 1, 1024),
        new Metric.Level(metric("free"), null, "bytes", 2, 1024),
        new Metric.Level(metric("percent"), null, "%", 3, 100.0 / HUNDREDTHS),
        new Metric.Growth(metric("sin"), null, "bytes", 4, pageSize),
        new Metric.Growth(metric("sout"), null, "bytes", 5, pageSize));
  }

  @Override
  public void close() throws IOException {
    try (vmstat) {
      meminfo.close();
    }
  }

  private static String metric(String field) {
    return "swap_memory_" + field + "_procfs_system";
  }
}
