package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each network interface did, as psutil's {@code net_io_counters(pernic=True)}. */
public final class NetIoSensor implements Sensor {

  private static final int HEADER_LINES = 2;
  private static final int SPARE = 8192;

  /** Columns of an interface, and behind each how many words of its line are skipped. */
  private static final List<Field> COLUMNS =
      List.of(
          field("network_io_recv_%s", "bytes", "bytes received"),
          field("network_packets_recv_%s", "count", "packets received"),
          field("network_errors_in_%s", "count", "errors receiving"),
          field("network_drops_in_%s", "count", "packets dropped that came in"),
          field("network_io_sent_%s", "bytes", "bytes sent"),
          field("network_packets_sent_%s", "count", "packets sent"),
          field("network_errors_out_%s", "count", "errors sending"),
          field("network_drops_out_%s", "count", "packets dropped that went out"));

  private static final int LAST_RECEIVED = 3;
  private static final int COLUMNS_BETWEEN = 4;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
                  "net-io-counters",
                  "Bytes, packets, errors and drops of each network interface, all as growth",
                  "/proc/net/dev",
                  Paces.NEVER,
                  COLUMNS.toArray(Field[]::new))
              .with(new Option("interfaces", Option.Type.NAMES, "", "interfaces, e.g. eth0,lo")),
          NetIoSensor::new);

  private final ProcFile dev;
  private final List<String> interfaces;
  private final byte[][] prefixes;

  NetIoSensor(Place place, Options options) throws IOException, NotHereException {
    Path file = place.proc().resolve("net/dev");
    String now = Files.readString(file);
    List<String> wanted = options.names("interfaces");
    this.interfaces =
        NetworkSensor.interfaces(now).stream()
            .filter(name -> wanted.isEmpty() || wanted.contains(name))
            .toList();
    if (interfaces.isEmpty()) {
      throw new NotHereException(
          wanted.isEmpty() ? "no network interface" : "none of the interfaces " + wanted);
    }
    this.prefixes =
        interfaces.stream()
            .map(name -> (name + ":").getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.dev = ProcFile.open(file, now.length() + SPARE);
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return interfaces.size() * COLUMNS.size();
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + width(), MISSING);
    dev.refresh();
    for (int i = 0; i < HEADER_LINES; i++) {
      dev.nextLine();
    }
    while (!dev.atEnd()) {
      dev.skipBlanks();
      for (int i = 0; i < prefixes.length; i++) {
        if (dev.skip(prefixes[i])) {
          take(row, offset + i * COLUMNS.size());
          break;
        }
      }
      dev.nextLine();
    }
  }

  private void take(long[] row, int first) {
    for (int column = 0; column < COLUMNS.size(); column++) {
      row[first + column] = dev.number();
      if (column == LAST_RECEIVED) {
        dev.skipWords(COLUMNS_BETWEEN);
      }
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (int each = 0; each < interfaces.size(); each++) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        Field field = COLUMNS.get(i);
        int column = each * COLUMNS.size() + i;
        metrics.add(
            new Metric.Growth(field.metric(), interfaces.get(each), field.unit(), column, 1));
      }
    }
    return metrics;
  }

  @Override
  public void close() throws IOException {
    dev.close();
  }

  private static Field field(String metric, String unit, String meaning) {
    return new Field(metric.formatted("procfs_system"), unit, meaning);
  }
}
