package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * CPU time and utilization of the whole machine from the first line of {@code /proc/stat}
 * (proc(5)): {@code cpu user nice system idle iowait irq softirq steal guest guest_nice}, ticks.
 * Busy is all but idle and iowait; guest time is in user already.
 */
public final class CpuSensor implements Sensor {

  /** CPU time of the machine, µs per interval. */
  public static final String TIME = "cpu_time_procfs_system";

  /** Share of all CPUs' time that was busy, 0.01 %. */
  public static final String UTILIZATION = "cpu_utilization_procfs_system";

  /** Unit of {@link #UTILIZATION}: 10,000 is all CPUs busy. */
  public static final String UTILIZATION_UNIT = "0.01 %";

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "cpu",
              "How busy the machine is, as GMT tells it",
              "/proc/stat",
              Paces.ALWAYS,
              new Field(UTILIZATION, UTILIZATION_UNIT, "busy share of all CPUs' time"),
              new Field(TIME, "µs", "busy time of all CPUs, growth")),
          (place, options) -> new CpuSensor(place.proc()));

  private static final byte[] CPU = "cpu ".getBytes(StandardCharsets.US_ASCII);
  private static final int FIRST_LINE = 512;
  private static final int BUSY = 0;
  private static final int WHOLE = 1;

  private final ProcFile stat;

  /** Opens {@code stat} under the root of proc. */
  public CpuSensor(Path proc) throws IOException {
    this.stat = ProcFile.open(proc.resolve("stat"), FIRST_LINE);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return 2;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    stat.refresh();
    row[offset + BUSY] = MISSING;
    row[offset + WHOLE] = MISSING;
    if (!stat.skip(CPU)) {
      return;
    }
    long user = stat.number();
    long nice = stat.number();
    long system = stat.number();
    long idle = stat.number();
    long iowait = stat.number();
    long irq = stat.number();
    long softirq = stat.number();
    long steal = stat.number();
    if (steal != MISSING) {
      long busy = user + nice + system + irq + softirq + steal;
      row[offset + BUSY] = busy;
      row[offset + WHOLE] = busy + idle + iowait;
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric.Share(UTILIZATION, null, UTILIZATION_UNIT, BUSY, WHOLE, 10_000),
        new Metric.Growth(TIME, null, "µs", BUSY, UserHz.MICROS_PER_TICK));
  }

  @Override
  public void close() throws IOException {
    stat.close();
  }
}
