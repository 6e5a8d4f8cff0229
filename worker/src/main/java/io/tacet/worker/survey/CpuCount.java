package io.tacet.worker.survey;

import io.tacet.worker.sensor.Description;
import io.tacet.worker.sensor.Field;
import io.tacet.worker.sensor.NotHereException;
import io.tacet.worker.sensor.Paces;
import io.tacet.worker.sensor.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How many CPUs are online and how many cores they are, by {@code topology} of sysfs (kernel
 * Documentation/admin-guide/cputopology.rst): threads of a core tell the same package and core.
 */
public final class CpuCount implements Survey {

  private static final String LOGICAL = "cpu_count_logical_sysfs_system";
  private static final String PHYSICAL = "cpu_count_physical_sysfs_system";

  /** What it is. */
  public static final SurveyKind KIND =
      new SurveyKind(
          Description.of(
              "cpu-count",
              "How many CPUs are online, and how many cores they are",
              "/sys/devices/system/cpu",
              Paces.NEVER,
              new Field(LOGICAL, "count", "CPUs online"),
              new Field(PHYSICAL, "count", "cores; not told by every architecture")),
          (place, options) -> new CpuCount(place));

  private final Path cpus;

  private CpuCount(Place place) throws NotHereException {
    this.cpus = place.sys().resolve("devices/system/cpu");
    if (!Files.isDirectory(cpus)) {
      throw new NotHereException(cpus + " is not there");
    }
  }

  @Override
  public List<Observation> look() throws IOException {
    int online = 0;
    Set<String> cores = new HashSet<>();
    try (Stream<Path> entries = Files.list(cpus)) {
      for (Path cpu : entries.filter(CpuCount::isCpu).toList()) {
        Path state = cpu.resolve("online"); // missing where a CPU can't be taken offline
        if (Files.exists(state) && Files.readString(state).strip().equals("0")) {
          continue;
        }
        online++;
        Path topology = cpu.resolve("topology");
        if (Files.isReadable(topology.resolve("core_id"))) {
          cores.add(
              Files.readString(topology.resolve("physical_package_id")).strip()
                  + "/"
                  + Files.readString(topology.resolve("core_id")).strip());
        }
      }
    }
    List<Observation> seen = new ArrayList<>();
    seen.add(new Observation(LOGICAL, null, "count", online));
    if (!cores.isEmpty()) {
      seen.add(new Observation(PHYSICAL, null, "count", cores.size()));
    }
    return seen;
  }

  private static boolean isCpu(Path entry) {
    return String.valueOf(entry.getFileName()).matches("cpu\\d+");
  }
}
