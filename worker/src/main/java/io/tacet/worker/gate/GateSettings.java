package io.tacet.worker.gate;

import io.tacet.schema.CheckLevel;
import io.tacet.worker.config.InvalidSettingsException;
import io.tacet.worker.gate.check.SystemChecks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settings of the gate, checked. Immutable. Meanings and units as in {@link GateConfig}.
 *
 * @param threshold level from which a check that is not met keeps jobs out
 * @param lookAgain time between two looks
 */
public record GateSettings(
    CheckLevel threshold,
    Map<String, CheckLevel> levels,
    Duration lookAgain,
    long leastMemory,
    long leastDisk,
    double mostBackgroundCpu,
    Duration backgroundWindow,
    Duration timerHorizon,
    Path runRoot) {

  /** Copies the levels. */
  public GateSettings {
    levels = Map.copyOf(levels);
  }

  /**
   * Checks a configuration.
   *
   * @throws InvalidSettingsException with all that is wrong at once
   */
  public static GateSettings of(GateConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return new GateSettings(
        config.checkThreshold(),
        config.levels(),
        config.lookAgain(),
        config.leastMemory(),
        config.leastDisk(),
        config.mostBackgroundCpu(),
        config.backgroundWindow(),
        config.timerHorizon(),
        config.runRoot());
  }

  /** What is wanted of the machine. */
  public SystemChecks.Limits limits() {
    return new SystemChecks.Limits(
        leastMemory, leastDisk, mostBackgroundCpu, backgroundWindow, timerHorizon, levels);
  }

  /** One sentence for each setting that can't be. */
  public static List<String> problems(GateConfig config) {
    List<String> problems = new ArrayList<>();
    require(
        problems,
        config.checkThreshold() != CheckLevel.UNKNOWN,
        "check-threshold must be error, warn or info");
    config
        .levels()
        .forEach(
            (name, level) -> {
              require(
                  problems,
                  SystemChecks.NAMES.contains(name),
                  "levels.%s is no check: there are %s"
                      .formatted(name, String.join(", ", SystemChecks.NAMES)));
              require(
                  problems,
                  level != CheckLevel.UNKNOWN,
                  "levels.%s must be error, warn or info".formatted(name));
            });
    positive(problems, "look-again", config.lookAgain());
    positive(problems, "background-window", config.backgroundWindow());
    positive(problems, "timer-horizon", config.timerHorizon());
    require(problems, config.leastMemory() >= 0, "least-memory must not be negative");
    require(problems, config.leastDisk() >= 0, "least-disk must not be negative");
    require(
        problems,
        config.mostBackgroundCpu() > 0 && config.mostBackgroundCpu() <= 100,
        "most-background-cpu must be more than 0 and at most 100");
    return problems;
  }

  private static void positive(List<String> problems, String key, Duration value) {
    require(problems, !value.isNegative() && !value.isZero(), key + " must be longer than 0");
  }

  private static void require(List<String> problems, boolean fulfilled, String what) {
    if (!fulfilled) {
      problems.add("tacet.worker.gate." + what);
    }
  }
}
