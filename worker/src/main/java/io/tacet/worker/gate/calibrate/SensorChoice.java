package io.tacet.worker.gate.calibrate;

import io.tacet.worker.gate.temperature.Thermometer;
import io.tacet.worker.hwmon.HwmonChip;
import io.tacet.worker.hwmon.HwmonTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the sensor that follows the CPU best, where nobody says which it is. Stateless. */
final class SensorChoice {

  /** Drivers of CPUs and the label of the whole package, the best first. */
  private static final List<List<String>> CHIPS =
      List.of(
          List.of("coretemp", "Package id 0"),
          List.of("k10temp", "Tdie"),
          List.of("k10temp", "Tctl"),
          List.of("zenpower", "Tdie"),
          List.of("cpu_thermal", "temp1"),
          List.of("coretemp", "Core 0"));

  private static final List<String> ZONES =
      List.of("x86_pkg_temp", "cpu-thermal", "cpu_thermal", "soc-thermal", "soc_thermal");

  private SensorChoice() {}

  /** The sensor; empty when there is none that gives a temperature. */
  static Optional<Thermometer> find(Path sysRoot) throws IOException {
    List<HwmonChip> chips = new HwmonTree(sysRoot).chips();
    for (List<String> wanted : CHIPS) {
      for (HwmonChip chip : chips) {
        if (chip.name().equals(wanted.get(0)) && chip.feature(wanted.get(1)).isPresent()) {
          return Optional.of(new Thermometer(sysRoot, chip.id(), wanted.get(1)));
        }
      }
    }
    return ZONES.stream()
        .map(type -> new Thermometer(sysRoot, type, ""))
        .filter(SensorChoice::gives)
        .findFirst();
  }

  private static boolean gives(Thermometer thermometer) {
    try {
      return !Double.isNaN(thermometer.celsius());
    } catch (IOException e) {
      return false; // there is no such zone
    }
  }
}
