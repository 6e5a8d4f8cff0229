package io.tacet.accountant.graphite;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names FrUCToSA gives to figures that both have, so that its dashboards go on: {@code
 * Sensor.field}, or {@code Sensor} where a sensor has one figure. Only figures of the same meaning
 * and unit are here. Its counters since boot (CPUTimes, CPUStats, DiskIOCounters, NetIOCounters)
 * are not: Tacet samples their growth, which would be another curve under the same name.
 */
final class FructosaNames {

  private static final Pattern CPU = Pattern.compile("cpu([0-9]+)");

  private static final List<Rule> RULES =
      List.of(
          new Rule("cpu_time_percent_(.+)_procfs_core", "CPUTimesPercent"),
          new Rule("virtual_memory_(.+)_procfs_system", "VirtualMemory"),
          new Rule("swap_memory_(total|used|free|percent)_procfs_system", "SwapMemory"));

  private FructosaNames() {}

  /**
   * Sensor and field.
   *
   * @param detail null for the whole machine
   * @return empty where FrUCToSA has no such figure
   */
  static Optional<List<String>> of(String metric, @Nullable String detail) {
    if (metric.equals("cpu_percent_procfs_core") && detail != null) {
      Matcher cpu = CPU.matcher(detail);
      return cpu.matches() ? Optional.of(List.of("CPUPercent", cpu.group(1))) : Optional.empty();
    }
    Matcher disk = Pattern.compile("disk_(.+)_statvfs_system").matcher(metric);
    if (disk.matches()) {
      return "/".equals(detail)
          ? Optional.of(List.of("DiskUsage", disk.group(1)))
          : Optional.empty();
    }
    if (detail != null) {
      return Optional.empty();
    }
    return switch (metric) {
      case "cpu_count_logical_sysfs_system" -> Optional.of(List.of("CPUCount"));
      case "boot_time_procfs_system" -> Optional.of(List.of("BootTime"));
      default -> RULES.stream().flatMap(rule -> rule.on(metric).stream()).findFirst();
    };
  }

  private record Rule(Pattern metric, String sensor) {
    Rule(String metric, String sensor) {
      this(Pattern.compile(metric), sensor);
    }

    Optional<List<String>> on(String name) {
      Matcher found = metric.matcher(name);
      return found.matches() ? Optional.of(List.of(sensor, found.group(1))) : Optional.empty();
    }
  }
}
