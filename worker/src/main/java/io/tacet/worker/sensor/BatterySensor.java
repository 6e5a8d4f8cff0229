package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Charge of the first battery, as psutil's {@code sensors_battery} (kernel
 * Documentation/ABI/testing/sysfs-class-power). A reading may ask the embedded controller and take
 * milliseconds.
 */
public final class BatterySensor implements Sensor {

  private static final String PERCENT = "battery_percent_sysfs_component";
  private static final String SECONDS_LEFT = "battery_seconds_left_sysfs_component";
  private static final String PLUGGED = "battery_plugged_sysfs_component";
  private static final long SECONDS_PER_HOUR = 3600;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "battery",
              "Charge of the battery",
              "/sys/class/power_supply",
              Paces.idleEvery(java.time.Duration.ofMinutes(1)),
              new Field(PERCENT, "%", "charge"),
              new Field(SECONDS_LEFT, "s", "time until it is empty, while not plugged in"),
              new Field(PLUGGED, "flag", "1 when plugged in, else 0")),
          (place, options) -> open(place.sys()));

  private final SysFiles files;
  private final int capacity;
  private final int stock;
  private final int rate;
  private final int online;

  private BatterySensor(Path battery, Optional<Path> mains) throws IOException {
    List<Path> paths = new ArrayList<>();
    this.capacity = add(paths, battery.resolve("capacity"));
    boolean inEnergy = Files.isReadable(battery.resolve("energy_now"));
    this.stock = add(paths, battery.resolve(inEnergy ? "energy_now" : "charge_now"));
    this.rate = add(paths, battery.resolve(inEnergy ? "power_now" : "current_now"));
    this.online = mains.isEmpty() ? -1 : add(paths, mains.get().resolve("online"));
    this.files = SysFiles.open(paths);
  }

  private static Sensor open(Path sys) throws IOException, NotHereException {
    Path directory = sys.resolve("class/power_supply");
    List<Path> supplies = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        entries.forEach(supplies::add);
      }
    }
    supplies.sort(Comparator.comparing(Path::toString));
    Path battery =
        supplies.stream()
            .filter(supply -> isOf(supply, "Battery"))
            .filter(supply -> Files.isReadable(supply.resolve("capacity")))
            .findFirst()
            .orElseThrow(() -> new NotHereException("no battery in " + directory));
    return new BatterySensor(
        battery, supplies.stream().filter(supply -> isOf(supply, "Mains")).findFirst());
  }

  private static boolean isOf(Path supply, String type) {
    try {
      return Files.readString(supply.resolve("type")).strip().equals(type);
    } catch (IOException e) {
      return false; // a supply that does not say what it is, is none we know
    }
  }

  private static int add(List<Path> paths, Path file) {
    if (!Files.isReadable(file)) {
      return -1;
    }
    paths.add(file);
    return paths.size() - 1;
  }

  @Override
  public String name() {
    return KIND.description().name();
  }

  @Override
  public int width() {
    return 3;
  }

  @Override
  public void read(long[] row, int offset) throws IOException {
    Arrays.fill(row, offset, offset + 3, MISSING);
    row[offset] = value(capacity);
    long plugged = value(online);
    row[offset + 2] = plugged;
    long left = value(stock);
    long flow = Math.abs(value(rate)); // some drivers give it negative while discharging
    if (plugged != 1 && left != MISSING && flow > 0) {
      row[offset + 1] = left * SECONDS_PER_HOUR / flow;
    }
  }

  private long value(int file) throws IOException {
    return file < 0 ? MISSING : files.read(file);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric.Level(PERCENT, null, "%", 0, 1),
        new Metric.Level(SECONDS_LEFT, null, "s", 1, 1),
        new Metric.Level(PLUGGED, null, "flag", 2, 1));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
