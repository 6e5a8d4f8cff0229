package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Memory as psutil's {@code virtual_memory} and free(1) tell it: used is total − free − buffers −
 * cached, cached with what the kernel can reclaim of its slabs; percent is what is not available.
 */
public final class VirtualMemorySensor implements Sensor {

  private static final List<String> KEYS =
      List.of(
          "MemTotal:",
          "MemAvailable:",
          "MemFree:",
          "Active:",
          "Inactive:",
          "Buffers:",
          "Cached:",
          "SReclaimable:",
          "Shmem:",
          "Slab:");
  private static final int TOTAL = 0;
  private static final int AVAILABLE = 1;
  private static final int FREE = 2;
  private static final int BUFFERS = 5;
  private static final int CACHED = 6;
  private static final int RECLAIMABLE = 7;
  private static final int SHARED = 8;
  private static final int SLAB = 9;

  /** Columns; all but the last in KiB. */
  private static final List<String> COLUMNS =
      List.of(
          "total",
          "available",
          "used",
          "free",
          "active",
          "inactive",
          "buffers",
          "cached",
          "shared",
          "slab",
          "percent");

  private static final int PERCENT = 10;
  private static final int CAPACITY = 8192;
  private static final long HUNDREDTHS = 10_000;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "virtual-memory",
              "Memory as free(1) tells it",
              "/proc/meminfo",
              Paces.NEVER,
              COLUMNS.stream()
                  .map(name -> new Field(metric(name), unit(name), meaning(name)))
                  .toArray(Field[]::new)),
          (place, options) -> new VirtualMemorySensor(place.proc()));

  private final KeyedFile meminfo;

  private VirtualMemorySensor(Path proc) throws IOException {
    this.meminfo = new KeyedFile(proc.resolve("meminfo"), CAPACITY, KEYS);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return COLUMNS.size();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + COLUMNS.size(), MISSING);
    meminfo.refresh();
    row[offset] = meminfo.get(TOTAL);
    row[offset + 1] = meminfo.get(AVAILABLE);
    for (int i = FREE; i <= BUFFERS; i++) {
      row[offset + i + 1] = meminfo.get(i);
    }
    row[offset + 8] = meminfo.get(SHARED);
    row[offset + 9] = meminfo.get(SLAB);
    if (!meminfo.has(CACHED)) {
      return;
    }
    long cached = meminfo.get(CACHED) + meminfo.orZero(RECLAIMABLE);
    row[offset + 7] = cached;
    if (meminfo.has(TOTAL) && meminfo.has(FREE)) {
      long unused = meminfo.get(FREE) + meminfo.orZero(BUFFERS) + cached;
      row[offset + 2] = Math.max(0, meminfo.get(TOTAL) - unused);
    }
    if (meminfo.get(TOTAL) > 0 && meminfo.has(AVAILABLE)) {
      long taken = meminfo.get(TOTAL) - meminfo.get(AVAILABLE);
      row[offset + PERCENT] = taken * HUNDREDTHS / meminfo.get(TOTAL);
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      metrics.add(
          new Metric.Level(
              metric(COLUMNS.get(i)),
              null,
              unit(COLUMNS.get(i)),
              i,
              i == PERCENT ? 100.0 / HUNDREDTHS : 1024));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    meminfo.close();
  }

  private static String metric(String column) {
    return "virtual_memory_" + column + "_procfs_system";
  }

  private static String unit(String column) {
    return column.equals("percent") ? "%" : "bytes";
  }

  private static String meaning(String column) {
    return switch (column) {
      case "percent" -> "what is not available, in parts of the whole";
      case "used" -> "total − free − buffers − cached";
      case "cached" -> "page cache, and slabs that can be reclaimed";
      default -> column + " memory";
    };
  }
}
