package io.tacet.worker.sensor;

/** The sensor of CPU frequencies, which comes from cpufreq or, without it, from cpuinfo. */
public final class CpuFrequencies {

  static final String CURRENT = "cpu_frequency_sysfs_core";
  static final String LEAST = "cpu_frequency_min_sysfs_core";
  static final String GREATEST = "cpu_frequency_max_sysfs_core";
  static final String FROM_CPUINFO = "cpu_frequency_procfs_core";

  private static final String UNIT = "Hz";

  /** What it is. */
  public static final SensorKind KIND =
      new SensorKind(
          Description.of(
                  "cpu-freq",
                  "Frequency of each CPU; with some drivers asking wakes the CPU up",
                  "/sys/devices/system/cpu/cpufreq/policy*, else /proc/cpuinfo",
                  Paces.NEVER,
                  new Field(CURRENT, UNIT, "frequency now"),
                  new Field(LEAST, UNIT, "least it may have, with limits=true"),
                  new Field(GREATEST, UNIT, "greatest it may have, with limits=true"),
                  new Field(FROM_CPUINFO, UNIT, "frequency now, where there is no cpufreq"))
              .with(
                  new Option("limits", Option.Type.FLAG, "false", "least and greatest beside it")),
          (place, options) -> {
            try {
              return CpuFreqSensor.open(place.sys(), options.flag("limits"));
            } catch (NotHereException e) {
              return CpuInfoFreqSensor.open(place.proc());
            }
          });

  private CpuFrequencies() {}
}
