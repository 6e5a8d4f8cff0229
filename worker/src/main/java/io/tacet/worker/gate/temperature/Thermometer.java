package io.tacet.worker.gate.temperature;

import io.tacet.worker.hwmon.HwmonFeature;
import io.tacet.worker.hwmon.HwmonTree;
import io.tacet.worker.hwmon.NoSuchFeatureException;
import io.tacet.worker.hwmon.Quantity;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads one temperature: of a chip by the id and label of lm-sensors, else of the thermal zone of
 * that type. Looked up anew each time, as numbers change at boot and with modules. Thread-safe.
 */
public final class Thermometer {

  private static final double MILLI = 1000;
  private static final double LEAST = -50;
  private static final double MOST = 150;

  private final Path sysRoot;
  private final String chip;
  private final String feature;

  /**
   * For one sensor.
   *
   * @param chip id ({@code coretemp-isa-0000}) or name of a chip, or type of a thermal zone
   * @param feature label ({@code Package id 0}); empty: the chip's first temperature
   */
  public Thermometer(Path sysRoot, String chip, String feature) {
    this.sysRoot = sysRoot;
    this.chip = chip;
    this.feature = feature;
  }

  /** The chip, as it was given. */
  public String chip() {
    return chip;
  }

  /** The feature, as it was given. */
  public String feature() {
    return feature;
  }

  /**
   * The temperature now, °C.
   *
   * @throws IOException when there is none, with what there is instead
   */
  public double celsius() throws IOException {
    double celsius = reading();
    if (celsius < LEAST || celsius > MOST) {
      throw new IOException(
          "%s gives %.1f °C, which cannot be".formatted((chip + " " + feature).strip(), celsius));
    }
    return celsius;
  }

  private double reading() throws IOException {
    HwmonFeature found;
    try {
      found = new HwmonTree(sysRoot).feature(chip, feature);
    } catch (NoSuchFeatureException e) {
      Optional<Path> zone = thermalZone();
      if (zone.isEmpty()) {
        throw e;
      }
      return SysAttribute.number(zone.get()) / MILLI;
    }
    if (found.quantity() != Quantity.TEMPERATURE) {
      throw new IOException(chip + " " + feature + " is no temperature");
    }
    return found.read();
  }

  private Optional<Path> thermalZone() throws IOException {
    Path zones = sysRoot.resolve("class/thermal");
    if (!Files.isDirectory(zones)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(zones, "thermal_zone*")) {
      for (Path zone : entries) {
        if (SysAttribute.find(zone.resolve("type")).map(chip::equals).orElse(false)) {
          return Optional.of(zone.resolve("temp"));
        }
      }
    }
    return Optional.empty();
  }
}
