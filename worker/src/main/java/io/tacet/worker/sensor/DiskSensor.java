package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bytes read and written per whole disk from {@code /proc/diskstats} (kernel
 * Documentation/admin-guide/iostats.rst), whose sectors are 512 bytes. A whole disk is an entry of
 * {@code /sys/block} with a device behind it: no partition, no loop, no RAM disk, nothing mapped
 * onto another disk and so counted twice. Where the name has a slash, {@code /sys} has an
 * exclamation mark.
 */
public final class DiskSensor implements Sensor {

  /** Bytes read and written, per interval. */
  public static final String IO = "disk_io_procfs_system";

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "disk",
              "Bytes read and written by each whole disk",
              "/proc/diskstats, /sys/block",
              Paces.ALWAYS,
              new Field(IO, "bytes", "bytes read and written, growth")),
          (place, options) -> new DiskSensor(place.proc(), place.sys()));

  private static final int SECTOR = 512;
  private static final int SPARE = 8192;

  private final ProcFile diskstats;
  private final List<String> disks;
  private final byte[][] prefixes;

  /** Opens {@code diskstats} under the root of proc and looks for disks under that of sys. */
  public DiskSensor(Path proc, Path sys) throws IOException {
    Path file = proc.resolve("diskstats");
    this.disks = wholeDisks(sys);
    this.prefixes =
        disks.stream()
            .map(name -> (name + " ").getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.diskstats = ProcFile.open(file, Files.readString(file).length() + SPARE);
  }

  /** Names of the disks that have a device behind them. */
  static List<String> wholeDisks(Path sys) throws IOException {
    try (Stream<Path> blocks = Files.list(sys.resolve("block"))) {
      return blocks
          .filter(block -> Files.exists(block.resolve("device")))
          .map(block -> String.valueOf(block.getFileName()).replace('!', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return disks.size();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + disks.size(), MISSING);
    diskstats.refresh();
    while (!diskstats.atEnd()) {
      diskstats.skipWords(2); // major, minor
      diskstats.skipBlanks();
      for (int i = 0; i < prefixes.length; i++) {
        if (diskstats.skip(prefixes[i])) {
          diskstats.skipWords(2); // reads completed, merged
          long read = diskstats.number();
          diskstats.skipWords(3); // ms reading, writes completed, merged
          long written = diskstats.number();
          row[offset + i] = written == MISSING ? MISSING : read + written;
          break;
        }
      }
      diskstats.nextLine();
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < disks.size(); i++) {
      metrics.add(new Metric.Growth(IO, disks.get(i), "bytes", i, SECTOR));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    diskstats.close();
  }
}
