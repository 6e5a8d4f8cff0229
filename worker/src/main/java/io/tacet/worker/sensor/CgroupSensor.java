package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The cgroup of the job (version 2, kernel Documentation/admin-guide/cgroup-v2.rst): CPU time,
 * memory, bytes read and written, pressure; of these, what its controllers tell.
 */
public final class CgroupSensor implements Sensor {

  private static final String UTILIZATION = "cpu_utilization_cgroup_job";
  private static final String USER = "cpu_time_user_cgroup_job";
  private static final String SYSTEM = "cpu_time_system_cgroup_job";
  private static final String MEMORY = "memory_used_cgroup_job";
  private static final String DISK = "disk_io_cgroup_job";
  private static final List<String> RESOURCES = List.of("cpu", "memory", "io");
  private static final long NANOS_PER_MICRO = 1000;
  private static final int WHOLE = 3;
  private static final int MEMORY_COLUMN = 4;
  private static final int DISK_COLUMN = 5;
  private static final int PRESSURE = 6;
  private static final int CAPACITY = 4096;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "cgroup",
              "CPU, memory, disks and pressure of the job's own cgroup",
              "cpu.stat, memory.current, io.stat, *.pressure of the job's cgroup",
              Paces.MEASURING,
              fields()),
          (place, options) -> open(place));

  private final Place place;
  private final int cpus;
  private final KeyedFile cpu;
  private final Optional<SysFiles> memory;
  private final Optional<IoStat> io;
  private final List<String> resources = new ArrayList<>();
  private final List<PressureFile> pressure = new ArrayList<>();

  private CgroupSensor(Place place, Path group) throws IOException {
    this.place = place;
    this.cpus = Runtime.getRuntime().availableProcessors();
    this.cpu =
        new KeyedFile(
            group.resolve("cpu.stat"),
            CAPACITY,
            List.of("usage_usec ", "user_usec ", "system_usec "));
    Path current = group.resolve("memory.current");
    this.memory =
        Files.isReadable(current) ? Optional.of(SysFiles.open(List.of(current))) : Optional.empty();
    Path stat = group.resolve("io.stat");
    this.io = Files.isReadable(stat) ? Optional.of(new IoStat(stat)) : Optional.empty();
    for (String resource : RESOURCES) {
      Optional<PressureFile> file = PressureFile.open(group.resolve(resource + ".pressure"));
      if (file.isPresent()) {
        resources.add(resource);
        pressure.add(file.get());
      }
    }
  }

  private static Sensor open(Place place) throws IOException, NotHereException {
    Path group =
        place
            .jobCgroup()
            .orElseThrow(
                () -> new NotHereException("no job that has a cgroup of version 2 of its own"));
    return new CgroupSensor(place, group);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return PRESSURE + pressure.size() * PressureFile.KINDS.length;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    cpu.refresh();
    for (int i = 0; i < WHOLE; i++) {
      row[offset + i] = cpu.get(i);
    }
    row[offset + WHOLE] = place.nanos().getAsLong() / NANOS_PER_MICRO * cpus;
    if (memory.isPresent()) {
      row[offset + MEMORY_COLUMN] = memory.get().read(0);
    }
    if (io.isPresent()) {
      row[offset + DISK_COLUMN] = io.get().bytes();
    }
    for (int i = 0; i < pressure.size(); i++) {
      pressure.get(i).read(row, offset + PRESSURE + i * PressureFile.KINDS.length);
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(new Metric.Share(UTILIZATION, null, CpuSensor.UTILIZATION_UNIT, 0, WHOLE, 10_000));
    metrics.add(new Metric.Growth(USER, null, "µs", 1, 1));
    metrics.add(new Metric.Growth(SYSTEM, null, "µs", 2, 1));
    metrics.add(new Metric.Level(MEMORY, null, "bytes", MEMORY_COLUMN, 1));
    metrics.add(new Metric.Growth(DISK, null, "bytes", DISK_COLUMN, 1));
    int column = PRESSURE;
    for (String resource : resources) {
      for (String kind : PressureFile.KINDS) {
        metrics.add(new Metric.Growth(pressureMetric(resource, kind), null, "µs", column, 1));
        column++;
      }
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    cpu.close();
    if (memory.isPresent()) {
      memory.get().close();
    }
    if (io.isPresent()) {
      io.get().close();
    }
    for (PressureFile file : pressure) {
      file.close();
    }
  }

  private static String pressureMetric(String resource, String kind) {
    return "pressure_" + resource + "_" + kind + "_cgroup_job";
  }

  private static Field[] fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        new Field(UTILIZATION, CpuSensor.UTILIZATION_UNIT, "the job's share of all CPUs' time"));
    fields.add(new Field(USER, "µs", "the job's CPU time in user mode, growth"));
    fields.add(new Field(SYSTEM, "µs", "the job's CPU time in the kernel, growth"));
    fields.add(new Field(MEMORY, "bytes", "the job's memory, page cache included"));
    fields.add(new Field(DISK, "bytes", "bytes the job read and wrote, growth"));
    for (String resource : RESOURCES) {
      for (String kind : PressureFile.KINDS) {
        fields.add(
            new Field(
                pressureMetric(resource, kind),
                "µs",
                "time in which " + kind + " of its tasks waited for " + resource + ", growth"));
      }
    }
    return fields.toArray(Field[]::new);
  }
}
