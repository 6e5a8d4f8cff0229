package io.tacet.worker.sensor;

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
 * AMD's GPUs by the files of their driver (kernel Documentation/gpu/amdgpu), each named by its PCI
 * address. Temperatures and fans are hwmon's, see {@link HwmonSensors}.
 */
public final class AmdGpuSensor {

  private static final String VENDOR = "0x1002";
  private static final String UTILIZATION = "gpu_utilization_amdgpu_component";
  private static final String MEMORY_UTILIZATION = "gpu_memory_utilization_amdgpu_component";
  private static final String MEMORY = "gpu_memory_used_amdgpu_component";
  private static final String POWER = "gpu_power_amdgpu_component";
  private static final int HUNDREDTHS = 100;

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
              "gpu-amd",
              "AMD GPUs: busy share, memory, power. NVIDIA's come by an external provider",
              "/sys/class/drm/card*/device",
              Paces.ALWAYS,
              new Field(UTILIZATION, CpuSensor.UTILIZATION_UNIT, "busy share of the GPU"),
              new Field(MEMORY_UTILIZATION, CpuSensor.UTILIZATION_UNIT, "busy share of its memory"),
              new Field(MEMORY, "bytes", "its memory in use"),
              new Field(POWER, "mW", "its power, mean of the driver's own interval")),
          (place, options) -> open(place.sys()));

  private AmdGpuSensor() {}

  private static Sensor open(Path sys) throws IOException, NotHereException {
    SysFilesSensor.Builder builder = new SysFilesSensor.Builder();
    for (Path device : devices(sys.resolve("class/drm"))) {
      String detail = String.valueOf(device.toRealPath().getFileName());
      add(builder, device, "gpu_busy_percent", UTILIZATION, detail);
      add(builder, device, "mem_busy_percent", MEMORY_UTILIZATION, detail);
      Path memory = device.resolve("mem_info_vram_used");
      if (SysAttribute.find(memory).isPresent()) {
        builder.level(memory, MEMORY, detail, "bytes", 1);
      }
      power(device).ifPresent(file -> builder.level(file, POWER, detail, "mW", 1e-3));
    }
    if (builder.isEmpty()) {
      throw new NotHereException(
          "no AMD GPU in " + sys.resolve("class/drm") + " (NVIDIA: see external providers)");
    }
    return builder.open(KIND.description().name());
  }

  private static void add(
      SysFilesSensor.Builder builder, Path device, String file, String metric, String detail) {
    if (SysAttribute.find(device.resolve(file)).isPresent()) {
      builder.level(device.resolve(file), metric, detail, CpuSensor.UTILIZATION_UNIT, HUNDREDTHS);
    }
  }

  private static List<Path> devices(Path drm) throws IOException {
    List<Path> devices = new ArrayList<>();
    if (Files.isDirectory(drm)) {
      try (DirectoryStream<Path> cards = Files.newDirectoryStream(drm, "card*")) {
        for (Path card : cards) {
          Path device = card.resolve("device");
          boolean isCard = String.valueOf(card.getFileName()).matches("card\\d+");
          if (isCard && SysAttribute.find(device.resolve("vendor")).equals(Optional.of(VENDOR))) {
            devices.add(device);
          }
        }
      }
    }
    devices.sort(Comparator.comparing(Path::toString));
    return devices;
  }

  private static Optional<Path> power(Path device) throws IOException {
    Path directory = device.resolve("hwmon");
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> chips = Files.newDirectoryStream(directory, "hwmon*")) {
      for (Path chip : chips) {
        for (String file : List.of("power1_average", "power1_input")) {
          if (SysAttribute.find(chip.resolve(file)).isPresent()) {
            return Optional.of(chip.resolve(file));
          }
        }
      }
    }
    return Optional.empty();
  }
}
