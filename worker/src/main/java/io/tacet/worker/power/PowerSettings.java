package io.tacet.worker.power;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a machine without jobs goes off, checked. Immutable. Meanings as in {@link PowerConfig}.
 *
 * @param command never empty
 */
public record PowerSettings(
    Duration offAfter,
    List<String> command,
    Duration commandTimeout,
    Duration grace,
    Duration retry,
    Duration longestRetry) {

  /** Copies. */
  public PowerSettings {
    command = List.copyOf(command);
  }

  /** The settings of a configuration that has no {@link #problems}; none: the machine stays on. */
  public static Optional<PowerSettings> of(PowerConfig config) {
    return config
        .offAfter()
        .map(
            offAfter ->
                new PowerSettings(
                    offAfter,
                    config.command().orElseThrow(),
                    config.commandTimeout(),
                    config.grace(),
                    config.retry(),
                    config.longestRetry()));
  }

  /** One sentence for each setting that can't be. */
  public static List<String> problems(PowerConfig config) {
    List<String> problems = new ArrayList<>();
    boolean hasCommand = config.command().filter(words -> !words.isEmpty()).isPresent();
    if (config.offAfter().isPresent() && !hasCommand) {
      problems.add(
          "tacet.worker.power.off-after is set, but no tacet.worker.power.command that turns the"
              + " machine off, such as [sudo, -n, systemctl, poweroff]");
    }
    if (config.offAfter().isEmpty() && hasCommand) {
      problems.add(
          "tacet.worker.power.command is set, but not tacet.worker.power.off-after: after how long"
              + " without an order, such as PT15M");
    }
    config.offAfter().ifPresent(value -> positive(problems, "off-after", value));
    positive(problems, "command-timeout", config.commandTimeout());
    positive(problems, "grace", config.grace());
    positive(problems, "retry", config.retry());
    if (config.longestRetry().compareTo(config.retry()) < 0) {
      problems.add(
          "tacet.worker.power.longest-retry must not be shorter than tacet.worker.power.retry");
    }
    return problems;
  }

  private static void positive(List<String> problems, String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      problems.add("tacet.worker.power." + key + " must be longer than 0");
    }
  }
}
