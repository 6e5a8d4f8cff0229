package io.tacet.worker.gate;

import io.tacet.schema.Temperature;
import io.tacet.worker.config.WorkerSettings.TemperatureLimit;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads one temperature from hwmon ({@code /sys/class/hwmon/hwmonN}: name, tempM_label, tempM_input
 * in m°C), else from the thermal zone of that type. Looked up anew each time, as numbers change at
 * boot and with modules. Thread-safe.
 */
public final class TemperatureSensor {

  private static final double MILLI = 1000;

  private final Path sysRoot;
  private final TemperatureLimit limit;

  /** For the sensor named in the limit. */
  public TemperatureSensor(Path sysRoot, TemperatureLimit limit) {
    this.sysRoot = sysRoot;
    this.limit = limit;
  }

  /** Temperature from which a job may start, °C. */
  public double baseCelsius() {
    return limit.baseCelsius();
  }

  /** The temperature now; empty when there is no such sensor, or it gives no number. */
  public Optional<Temperature> read() {
    try {
      Optional<Path> input = hwmon();
      if (input.isEmpty()) {
        input = thermalZone();
      }
      return input.isEmpty() ? Optional.empty() : Optional.of(reading(input.get()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Temperature reading(Path input) throws IOException {
    return Temperature.newBuilder()
        .setChip(limit.chip())
        .setFeature(limit.feature())
        .setCelsius(Long.parseLong(Files.readString(input).strip()) / MILLI)
        .setBaseCelsius(limit.baseCelsius())
        .build();
  }

  private Optional<Path> hwmon() throws IOException {
    Path chips = sysRoot.resolve("class/hwmon");
    if (!Files.isDirectory(chips)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(chips)) {
      for (Path chip : entries) {
        if (content(chip.resolve("name")).equals(limit.chip())) {
          Optional<Path> input = input(chip);
          if (input.isPresent()) {
            return input;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Path> input(Path chip) throws IOException {
    try (DirectoryStream<Path> inputs = Files.newDirectoryStream(chip, "temp*_input")) {
      for (Path input : inputs) {
        String label = input.getFileName().toString().replace("_input", "_label");
        if (limit.feature().isEmpty() || content(chip.resolve(label)).equals(limit.feature())) {
          return Optional.of(input);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Path> thermalZone() throws IOException {
    Path zones = sysRoot.resolve("class/thermal");
    if (!Files.isDirectory(zones)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(zones, "thermal_zone*")) {
      for (Path zone : entries) {
        if (content(zone.resolve("type")).equals(limit.chip())) {
          return Optional.of(zone.resolve("temp"));
        }
      }
    }
    return Optional.empty();
  }

  private static String content(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readString(file).strip() : "";
  }
}
