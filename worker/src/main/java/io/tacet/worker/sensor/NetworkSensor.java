package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes received and sent per network interface from {@code /proc/net/dev} (proc(5)). Interfaces
 * are those there when it is opened; one that goes leaves a gap.
 */
public final class NetworkSensor implements Sensor {

  /** Bytes received and sent, per interval. */
  public static final String IO = "network_io_procfs_system";

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "network",
              "Bytes received and sent by each network interface",
              "/proc/net/dev",
              Paces.ALWAYS,
              new Field(IO, "bytes", "bytes received and sent, growth")),
          (place, options) -> new NetworkSensor(place.proc()));

  private static final int HEADER_LINES = 2;
  private static final int COLUMNS_BETWEEN_BYTES = 7;
  private static final int SPARE = 8192;

  private final ProcFile dev;
  private final List<String> interfaces;
  private final byte[][] prefixes;

  /** Opens {@code net/dev} under the root of proc and looks for interfaces. */
  public NetworkSensor(Path proc) throws IOException {
    Path file = proc.resolve("net/dev");
    String now = Files.readString(file);
    this.interfaces = interfaces(now);
    this.prefixes =
        interfaces.stream()
            .map(name -> (name + ":").getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.dev = ProcFile.open(file, now.length() + SPARE);
  }

  /** Names of the interfaces in the text of {@code net/dev}. */
  static List<String> interfaces(String dev) {
    return dev.lines()
        .skip(HEADER_LINES)
        .filter(line -> line.indexOf(':') > 0)
        .map(line -> line.substring(0, line.indexOf(':')).strip())
        .toList();
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return interfaces.size();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + interfaces.size(), MISSING);
    dev.refresh();
    for (int i = 0; i < HEADER_LINES; i++) {
      dev.nextLine();
    }
    while (!dev.atEnd()) {
      dev.skipBlanks();
      for (int i = 0; i < prefixes.length; i++) {
        if (dev.skip(prefixes[i])) {
          long received = dev.number();
          dev.skipWords(COLUMNS_BETWEEN_BYTES);
          long sent = dev.number();
          row[offset + i] = sent == MISSING ? MISSING : received + sent;
          break;
        }
      }
      dev.nextLine();
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < interfaces.size(); i++) {
      metrics.add(new Metric.Growth(IO, interfaces.get(i), "bytes", i, 1));
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    dev.close();
  }
}
