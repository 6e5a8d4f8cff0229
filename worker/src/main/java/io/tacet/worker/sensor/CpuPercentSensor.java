package io.tacet.worker.sensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How busy the machine and each CPU is, as psutil's {@code cpu_percent(percpu=True)}. */
public final class CpuPercentSensor implements Sensor {

  private static final String METRIC = "cpu_percent_procfs_core";
  private static final int COLUMNS = 2;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
                  "cpu-percent",
                  "How busy each CPU is: all its time but idle and iowait",
                  "/proc/stat",
                  Paces.NEVER,
                  new Field(METRIC, "%", "busy time of a CPU, without detail of all of them"))
              .with(new Option("per-cpu", Option.Type.FLAG, "true", "each CPU beside the machine")),
          CpuPercentSensor::new);

  private final CpuLines lines;

  CpuPercentSensor(Place place, Options options) throws IOException {
    this.lines = new CpuLines(place.proc(), options.flag("per-cpu"));
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return COLUMNS * lines.count();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    lines.read(CpuPercentSensor::take, row, offset);
  }

  private static void take(int line, long[] ticks, long[] row, int offset) {
    long whole = CpuLines.whole(ticks);
    row[offset + COLUMNS * line] = whole - ticks[CpuLines.IDLE] - ticks[CpuLines.IOWAIT];
    row[offset + COLUMNS * line + 1] = whole;
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < lines.count(); i++) {
      metrics.add(
          new Metric.Share(METRIC, lines.detail(i), "%", COLUMNS * i, COLUMNS * i + 1, 100));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
