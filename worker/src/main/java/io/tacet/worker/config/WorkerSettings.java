package io.tacet.worker.config;

import io.tacet.contract.machine.MachineId;
import io.tacet.schema.MachineKind;
import io.tacet.worker.config.WorkerConfig.TemperatureConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a worker, checked. Immutable. Meanings and units as in {@link WorkerConfig}.
 *
 * @param temperature empty: not looked at
 */
public record WorkerSettings(
    MachineId machine,
    MachineKind kind,
    Path stateDir,
    Duration heartbeat,
    Duration rest,
    Duration stopTimeout,
    Duration prepareTimeout,
    Duration statusMargin,
    Duration gateTimeout,
    long maxResultBytes,
    List<String> cleanScript,
    Duration cleanTimeout,
    Path procRoot,
    Path sysRoot,
    Optional<TemperatureLimit> temperature) {

  private static final long LEAST_RESULT_BYTES = 65_536;

  /**
   * From which temperature a job may start. Immutable.
   *
   * @param chip hwmon name or thermal zone type
   * @param feature label; empty: the first
   * @param baseCelsius °C
   * @param windowCelsius how far below that is too cold, °C
   */
  public record TemperatureLimit(
      String chip, String feature, double baseCelsius, double windowCelsius) {

    private static final double USUAL_WINDOW = 10;

    /** As it is configured. */
    public static TemperatureLimit of(TemperatureConfig config) {
      return new TemperatureLimit(
          config.chip(),
          config.feature().orElse(""),
          config.base(),
          config.window().orElse(USUAL_WINDOW));
    }
  }

  /**
   * Checks a configuration.
   *
   * @throws InvalidSettingsException with all that is wrong at once
   */
  public static WorkerSettings of(WorkerConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new WorkerSettings(
        new MachineId(config.machine().orElseThrow()),
        config.kind(),
        config.stateDir().toAbsolutePath(),
        config.heartbeat(),
        config.rest(),
        config.stopTimeout(),
        config.prepareTimeout(),
        config.statusMargin(),
        config.gateTimeout(),
        config.maxResultBytes(),
        config.cleanScript().map(List::copyOf).orElse(List.of()),
        config.cleanTimeout(),
        config.procRoot(),
        config.sysRoot(),
        config.temperature().map(TemperatureLimit::of));
  }

  /** One sentence for each setting that can't be. */
  public static List<String> problems(WorkerConfig config) {
    List<String> problems = new ArrayList<>();
    String machine = config.machine().orElse("");
    if (machine.isEmpty()) {
      problems.add(
          "tacet.worker.machine is not set: give the id under which this machine is registered"
              + " (environment TACET_WORKER_MACHINE)");
    } else if (!MachineId.isValid(machine)) {
      problems.add(
          "tacet.worker.machine '" + machine + "' must be 1 to 63 characters of a-z, 0-9 and '-'");
    }
    if (config.kind() == MachineKind.UNKNOWN) {
      problems.add("tacet.worker.kind must be benchmarking, profiling or development");
    }
    positive(problems, "heartbeat", config.heartbeat());
    positive(problems, "stop-timeout", config.stopTimeout());
    positive(problems, "prepare-timeout", config.prepareTimeout());
    positive(problems, "status-margin", config.statusMargin());
    positive(problems, "gate-timeout", config.gateTimeout());
    positive(problems, "clean-timeout", config.cleanTimeout());
    if (config.rest().isNegative()) {
      problems.add("tacet.worker.rest must not be negative");
    }
    if (config.maxResultBytes() < LEAST_RESULT_BYTES) {
      problems.add("tacet.worker.max-result-bytes must be at least " + LEAST_RESULT_BYTES);
    }
    if (config.cleanScript().isPresent() && config.cleanScript().get().isEmpty()) {
      problems.add("tacet.worker.clean-script is empty: name a program, or leave it out");
    }
    config
        .temperature()
        .filter(
            given -> !(given.base() > -50 && given.base() < 150 && given.window().orElse(1) > 0))
        .ifPresent(
            given ->
                problems.add(
                    "tacet.worker.temperature.base must be a temperature in °C, and window more"
                        + " than 0"));
    return problems;
  }

  private static void positive(List<String> problems, String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      problems.add("tacet.worker." + key + " must be longer than 0");
    }
  }
}
