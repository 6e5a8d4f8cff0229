package io.tacet.worker.sensor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A zone of {@code /sys/class/powercap/intel-rapl*} (kernel Documentation/power/powercap; AMD's are
 * there under the same name). Zones of {@code intel-rapl-mmio} show the same packages a second time
 * and are left out.
 *
 * @param metric what it is measured as; zones that contain each other have different ones, so that
 *     nobody adds up a package and its cores, or the platform and its packages
 * @param detail package and part, e.g. {@code package-0} or {@code package-0/dram}
 * @param energy file with the counter, µJ
 * @param range value after which the counter begins again with 0, µJ
 */
record RaplZone(String metric, String detail, Path energy, long range) {

  static final String PACKAGE = "cpu_energy_rapl_powercap_component";
  static final String CORES = "cpu_cores_energy_rapl_powercap_component";
  static final String UNCORE = "cpu_uncore_energy_rapl_powercap_component";
  static final String MEMORY = "memory_energy_rapl_powercap_component";
  static final String PLATFORM = "psu_energy_dc_rapl_powercap_machine";
  private static final String OTHER = "other_energy_rapl_powercap_component";

  private static final String DIRECTORY = "class/powercap";
  private static final String ZONES = "intel-rapl:*";

  /** All of a machine, by detail. */
  static List<RaplZone> of(Path sys) throws IOException, NotHereException {
    Path directory = sys.resolve(DIRECTORY);
    if (!Files.isDirectory(directory)) {
      throw new NotHereException(directory + " is not there: no RAPL, or a virtual machine");
    }
    List<RaplZone> zones = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, ZONES)) {
      for (Path entry : entries) {
        zones.add(zone(directory, entry));
      }
    }
    if (zones.isEmpty()) {
      throw new NotHereException("no zone " + ZONES + " in " + directory);
    }
    zones.sort(Comparator.comparing(RaplZone::metric).thenComparing(RaplZone::detail));
    return zones;
  }

  private static RaplZone zone(Path directory, Path entry) throws IOException, NotHereException {
    Path energy = entry.resolve("energy_uj");
    if (Files.exists(energy) && !Files.isReadable(energy)) {
      throw new NotHereException(
          energy
              + " can't be read: give the worker CAP_DAC_READ_SEARCH, or its group the right to"
              + " read it by a udev rule");
    }
    String name = text(entry.resolve("name"));
    return new RaplZone(
        metricOf(name),
        detailOf(directory, entry, name),
        energy,
        number(entry.resolve("max_energy_range_uj")));
  }

  private static String metricOf(String zone) {
    if (zone.startsWith("package")) {
      return PACKAGE;
    }
    return switch (zone) {
      case "core" -> CORES;
      case "uncore" -> UNCORE;
      case "dram" -> MEMORY;
      case "psys" -> PLATFORM;
      default -> OTHER;
    };
  }

  /** {@code intel-rapl:0:1} is part of {@code intel-rapl:0}. */
  private static String detailOf(Path directory, Path entry, String name) throws IOException {
    String file = String.valueOf(entry.getFileName());
    int last = file.lastIndexOf(':');
    return last == file.indexOf(':')
        ? name
        : text(directory.resolve(file.substring(0, last)).resolve("name")) + "/" + name;
  }

  private static long number(Path file) throws IOException {
    String text = text(file);
    if (!text.matches("[1-9]\\d{0,17}")) {
      throw new IOException(file + " holds no range but '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
