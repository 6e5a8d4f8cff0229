package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What each whole disk did, as psutil's {@code disk_io_counters} (kernel
 * Documentation/admin-guide/iostats.rst). Disks as in {@link DiskSensor}.
 */
public final class DiskIoSensor implements Sensor {

  private static final int SECTOR = 512;
  private static final int SPARE = 8192;

  /** Columns of a disk's line in the order in which they stand there, from the third on. */
  private static final List<Field> COLUMNS =
      List.of(
          field("disk_reads_%s", "count", "reads done"),
          field("disk_reads_merged_%s", "count", "reads merged with others"),
          field("disk_io_read_%s", "bytes", "bytes read"),
          field("disk_read_time_%s", "ms", "time of reads, all together"),
          field("disk_writes_%s", "count", "writes done"),
          field("disk_writes_merged_%s", "count", "writes merged with others"),
          field("disk_io_write_%s", "bytes", "bytes written"),
          field("disk_write_time_%s", "ms", "time of writes, all together"),
          field("disk_busy_time_%s", "ms", "time in which something was done"));

  /** Behind which column stands the number of requests under way, which is no counter. */
  private static final int WRITE_TIME = 7;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
                  "disk-io-counters",
                  "Reads and writes of each whole disk, all as growth",
                  "/proc/diskstats, /sys/block",
                  Paces.NEVER,
                  COLUMNS.toArray(Field[]::new))
              .with(new Option("devices", Option.Type.NAMES, "", "disks, e.g. sda,nvme0n1")),
          DiskIoSensor::new);

  private final ProcFile diskstats;
  private final List<String> disks;
  private final byte[][] prefixes;

  DiskIoSensor(Place place, Options options) throws IOException, NotHereException {
    List<String> wanted = options.names("devices");
    this.disks =
        DiskSensor.wholeDisks(place.sys()).stream()
            .filter(disk -> wanted.isEmpty() || wanted.contains(disk))
            .toList();
    if (disks.isEmpty()) {
      throw new NotHereException(
          wanted.isEmpty()
              ? "no disk with a device behind it in " + place.sys().resolve("block")
              : "none of the disks " + wanted);
    }
    Path file = place.proc().resolve("diskstats");
    this.prefixes =
        disks.stream()
            .map(name -> (name + " ").getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.diskstats = ProcFile.open(file, Files.readString(file).length() + SPARE);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return disks.size() * COLUMNS.size();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    diskstats.refresh();
    while (!diskstats.atEnd()) {
      diskstats.skipWords(2); // major, minor
      diskstats.skipBlanks();
      for (int i = 0; i < prefixes.length; i++) {
        if (diskstats.skip(prefixes[i])) {
          take(row, offset + i * COLUMNS.size());
          break;
        }
      }
      diskstats.nextLine();
    }
  }

  private void take(long[] row, int first) {
    for (int column = 0; column < COLUMNS.size(); column++) {
      row[first + column] = diskstats.number();
      if (column == WRITE_TIME) {
        diskstats.skipWords(1);
      }
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int disk = 0; disk < disks.size(); disk++) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        Field field = COLUMNS.get(i);
        metrics.add(
            new Metric.Growth(
                field.metric(),
                disks.get(disk),
                field.unit(),
                disk * COLUMNS.size() + i,
                field.unit().equals("bytes") ? SECTOR : 1));
      }
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    diskstats.close();
  }

  private static Field field(String metric, String unit, String meaning) {
    return new Field(metric.formatted("procfs_system"), unit, meaning);
  }
}
