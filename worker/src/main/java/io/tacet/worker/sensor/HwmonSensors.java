package io.tacet.worker.sensor;

import io.tacet.worker.hwmon.HwmonChip;
import io.tacet.worker.hwmon.HwmonFeature;
import io.tacet.worker.hwmon.HwmonTree;
import io.tacet.worker.hwmon.Quantity;
import io.tacet.worker.hwmon.SysAttribute;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Temperatures, fans and power by hwmon, each named by the id of its chip and its label as
 * lm-sensors has them: the same at every boot.
 */
public final class HwmonSensors {

  private static final String TEMPERATURE = "lmsensors_temperature_component";
  private static final String HIGH = "lmsensors_temperature_high_component";
  private static final String CRITICAL = "lmsensors_temperature_critical_component";
  private static final String CENTIGRADES = "0.01 °C";
  private static final double PER_MILLI = 0.1;
  private static final String FAN = "lmsensors_fan_component";
  private static final String POWER = "lmsensors_power_component";
  private static final String ENERGY = "component_energy_lmsensors_component";
  private static final String VOLTAGE = "lmsensors_voltage_component";
  private static final String CURRENT = "lmsensors_current_component";
  private static final Option CHIPS =
      new Option("chips", Option.Type.NAMES, "", "chips by id or name, e.g. coretemp-isa-0000");
  private static final Option LIMITS =
      new Option("limits", Option.Type.FLAG, "false", "high and critical limits beside it");

  /** Temperatures. */
  public static final SensorKind TEMPERATURES =
      new SensorKind(
          Description.of(
                  "temperatures",
                  "Temperatures by chip and label, as lm-sensors names them",
                  "/sys/class/hwmon, else /sys/class/thermal",
                  Paces.ALWAYS,
                  new Field(TEMPERATURE, CENTIGRADES, "temperature"),
                  new Field(HIGH, CENTIGRADES, "from which the driver calls it high"),
                  new Field(CRITICAL, CENTIGRADES, "from which the driver calls it critical"))
              .with(CHIPS, LIMITS),
          HwmonSensors::temperatures);

  /** Fans. */
  public static final SensorKind FANS =
      new SensorKind(
          Description.of(
                  "fans",
                  "Speeds of fans by chip and label",
                  "/sys/class/hwmon",
                  Paces.ALWAYS,
                  new Field(FAN, "RPM", "speed"))
              .with(CHIPS),
          HwmonSensors::fans);

  /** Power, energy, voltage, current. */
  public static final SensorKind POWERS =
      new SensorKind(
          Description.of(
                  "power",
                  "Power and energy by chip and label, with electrical=true voltage and current",
                  "/sys/class/hwmon",
                  Paces.ALWAYS,
                  new Field(POWER, "mW", "power"),
                  new Field(ENERGY, "µJ", "energy, growth"),
                  new Field(VOLTAGE, "mV", "voltage"),
                  new Field(CURRENT, "mA", "current"))
              .with(
                  CHIPS,
                  new Option("electrical", Option.Type.FLAG, "false", "voltage and current too")),
          HwmonSensors::powers);

  private HwmonSensors() {}

  private static Sensor temperatures(Place place, Options options)
      throws IOException, NotHereException {
    SysFilesSensor.Builder builder = new SysFilesSensor.Builder();
    for (HwmonChip chip : chips(place, options)) {
      for (HwmonFeature feature : of(chip, Quantity.TEMPERATURE)) {
        String detail = detail(chip, feature);
        builder.level(feature.input(), TEMPERATURE, detail, CENTIGRADES, PER_MILLI);
        if (options.flag(LIMITS.name())) {
          limit(feature, "max")
              .ifPresent(file -> builder.level(file, HIGH, detail, CENTIGRADES, PER_MILLI));
          limit(feature, "crit")
              .ifPresent(file -> builder.level(file, CRITICAL, detail, CENTIGRADES, PER_MILLI));
        }
      }
    }
    if (builder.isEmpty() && options.names(CHIPS.name()).isEmpty()) {
      thermalZones(place, builder);
    }
    return open(builder, "temperatures", "temperature", place);
  }

  private static void thermalZones(Place place, SysFilesSensor.Builder builder) throws IOException {
    Path directory = place.sys().resolve("class/thermal");
    List<Path> zones = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "thermal_zone*")) {
        entries.forEach(zones::add);
      }
    }
    zones.sort(Comparator.comparing(Path::toString));
    for (Path zone : zones) {
      Optional<String> type = SysAttribute.find(zone.resolve("type"));
      if (type.isPresent() && SysAttribute.find(zone.resolve("temp")).isPresent()) {
        String detail = type.get() + " " + zone.getFileName();
        builder.level(zone.resolve("temp"), TEMPERATURE, detail, CENTIGRADES, PER_MILLI);
      }
    }
  }

  private static Sensor fans(Place place, Options options) throws IOException, NotHereException {
    SysFilesSensor.Builder builder = new SysFilesSensor.Builder();
    for (HwmonChip chip : chips(place, options)) {
      for (HwmonFeature feature : of(chip, Quantity.FAN)) {
        builder.level(feature.input(), FAN, detail(chip, feature), "RPM", 1);
      }
    }
    return open(builder, "fans", "fan", place);
  }

  private static Sensor powers(Place place, Options options) throws IOException, NotHereException {
    SysFilesSensor.Builder builder = new SysFilesSensor.Builder();
    for (HwmonChip chip : chips(place, options)) {
      for (HwmonFeature feature : of(chip, Quantity.POWER)) {
        builder.level(feature.input(), POWER, detail(chip, feature), "mW", 1e-3);
      }
      for (HwmonFeature feature : of(chip, Quantity.ENERGY)) {
        builder.growth(feature.input(), ENERGY, detail(chip, feature), "µJ", 1);
      }
      if (options.flag("electrical")) {
        for (HwmonFeature feature : of(chip, Quantity.VOLTAGE)) {
          builder.level(feature.input(), VOLTAGE, detail(chip, feature), "mV", 1);
        }
        for (HwmonFeature feature : of(chip, Quantity.CURRENT)) {
          builder.level(feature.input(), CURRENT, detail(chip, feature), "mA", 1);
        }
      }
    }
    return open(builder, "power", "power meter", place);
  }

  private static Sensor open(SysFilesSensor.Builder builder, String name, String what, Place place)
      throws IOException, NotHereException {
    if (builder.isEmpty()) {
      throw new NotHereException(
          "no " + what + " in " + place.sys().resolve("class/hwmon") + ", or not of these chips");
    }
    return builder.open(name);
  }

  private static List<HwmonChip> chips(Place place, Options options) throws IOException {
    List<String> wanted = options.names(CHIPS.name());
    return new HwmonTree(place.sys())
        .chips().stream()
            .filter(
                chip ->
                    wanted.isEmpty() || wanted.contains(chip.id()) || wanted.contains(chip.name()))
            .toList();
  }

  /** A reading that fails when it is opened is none that is there: an empty DIMM or fan slot. */
  private static List<HwmonFeature> of(HwmonChip chip, Quantity quantity) {
    return chip.features().stream()
        .filter(feature -> feature.quantity() == quantity)
        .filter(feature -> SysAttribute.find(feature.input()).isPresent())
        .toList();
  }

  private static Optional<Path> limit(HwmonFeature feature, String suffix) {
    Path file = feature.input().resolveSibling(feature.name() + "_" + suffix);
    return SysAttribute.find(file).map(value -> file);
  }

  private static String detail(HwmonChip chip, HwmonFeature feature) {
    return chip.id() + " " + feature.label();
  }
}
