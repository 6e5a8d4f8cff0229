package io.tacet.worker.sensor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the CPUs' time was spent on, as psutil's {@code cpu_times}: seconds, and as {@code
 * cpu_times_percent}: parts of the whole. As there, time of guests is in user and nice too.
 */
public final class CpuTimesSensor implements Sensor {

  private static final String SECONDS = "cpu_time_%s_procfs_core";
  private static final String PERCENT = "cpu_time_percent_%s_procfs_core";
  private static final int COLUMNS = CpuLines.NAMES.size() + 1;
  private static final int WHOLE = COLUMNS - 1;
  private static final double SECONDS_PER_TICK = UserHz.MICROS_PER_TICK / 1e6;
  private static final Option PER_CPU =
      new Option("per-cpu", Option.Type.FLAG, "false", "each CPU beside the machine");

  /** Times. */
  public static final SensorKind TIMES =
      new SensorKind(
          Description.of(
                  "cpu-times",
                  "Time of the CPUs by what it was spent on",
                  "/proc/stat",
                  Paces.NEVER,
                  fields(SECONDS, "s", "time spent on %s, growth"))
              .with(PER_CPU),
          (place, options) -> new CpuTimesSensor(place, options, false));

  /** Parts. */
  public static final SensorKind PARTS =
      new SensorKind(
          Description.of(
                  "cpu-times-percent",
                  "Time of the CPUs by what it was spent on, in parts of the whole",
                  "/proc/stat",
                  Paces.NEVER,
                  fields(PERCENT, "%", "share of time spent on %s"))
              .with(PER_CPU),
          (place, options) -> new CpuTimesSensor(place, options, true));

  private final CpuLines lines;
  private final boolean parts;

  private CpuTimesSensor(Place place, Options options, boolean parts) throws IOException {
    this.lines = new CpuLines(place.proc(), options.flag(PER_CPU.name()));
    this.parts = parts;
  }

  @Override
  public String name() {
    return (parts ? PARTS : TIMES).description().name();
  }

  @Override
  public int width() {
    return COLUMNS * lines.count();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    lines.read(CpuTimesSensor::take, row, offset);
  }

  private static void take(int line, long[] ticks, long[] row, int offset) {
    int first = offset + COLUMNS * line;
    System.arraycopy(ticks, 0, row, first, ticks.length);
    row[first + WHOLE] = CpuLines.whole(ticks);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int line = 0; line < lines.count(); line++) {
      for (int i = 0; i < WHOLE; i++) {
        int column = COLUMNS * line + i;
        String name = CpuLines.NAMES.get(i);
        metrics.add(
            parts
                ? new Metric.Share(
                    PERCENT.formatted(name),
                    lines.detail(line),
                    "%",
                    column,
                    COLUMNS * line + WHOLE,
                    100)
                : new Metric.Growth(
                    SECONDS.formatted(name), lines.detail(line), "s", column, SECONDS_PER_TICK));
      }
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static Field[] fields(String metric, String unit, String meaning) {
    return CpuLines.NAMES.stream()
        .map(name -> new Field(metric.formatted(name), unit, meaning.formatted(name)))
        .toArray(Field[]::new);
  }
}
