package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Memory in use, MemTotal − MemAvailable of {@code /proc/meminfo} (proc(5)), whose kB are KiB. */
public final class MemorySensor implements Sensor {

  /** Memory in use, bytes. */
  public static final String USED = "memory_used_procfs_system";

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "memory",
              "Memory in use, as GMT tells it",
              "/proc/meminfo",
              Paces.ALWAYS,
              new Field(USED, "bytes", "what is not available")),
          (place, options) -> new MemorySensor(place.proc()));

  private static final byte[] TOTAL = "MemTotal:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AVAILABLE = "MemAvailable:".getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_LINES = 512;

  private final ProcFile meminfo;

  /** Opens {@code meminfo} under the root of proc. */
  public MemorySensor(Path proc) throws IOException {
    this.meminfo = ProcFile.open(proc.resolve("meminfo"), FIRST_LINES);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    meminfo.refresh();
    long total = MISSING;
    long available = MISSING;
    while (!meminfo.atEnd() && (total == MISSING || available == MISSING)) {
      if (meminfo.skip(TOTAL)) {
        total = meminfo.number();
      } else if (meminfo.skip(AVAILABLE)) {
        available = meminfo.number();
      }
      meminfo.nextLine();
    }
    row[offset] = total == MISSING || available == MISSING ? MISSING : total - available;
  }

  @Override
  public List<Metric> metrics() {
    return List.of(new Metric.Level(USED, null, "bytes", 0, 1024));
  }

  @Override
  public void close() throws IOException {
    meminfo.close();
  }
}
