package io.tacet.worker.provider;

import io.tacet.worker.config.InvalidSettingsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One external provider. Immutable. Meanings as in {@link ProvidersConfig}.
 *
 * @param interval time between two of its samples
 */
public record ProviderSettings(
    String name, List<String> command, String metric, String unit, Duration interval) {

  private static final String KEY = "tacet.worker.providers.";
  private static final String MICROJOULES = "µJ";
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /**
   * Checks a configuration.
   *
   * @throws InvalidSettingsException with all that is wrong at once
   */
  public static List<ProviderSettings> of(ProvidersConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    List<ProviderSettings> all = new ArrayList<>();
    new TreeMap<>(config.byName())
        .forEach(
            (name, given) ->
                all.add(
                    new ProviderSettings(
                        name,
                        List.copyOf(given.command().orElseThrow()),
                        given.metric().orElseThrow(),
                        given.unit().orElseThrow(),
                        given.interval())));
    return all;
  }

  /** What is wrong with a configuration; empty when nothing. */
  public static List<String> problems(ProvidersConfig config) {
    List<String> problems = new ArrayList<>();
    new TreeMap<>(config.byName())
        .forEach(
            (name, given) -> {
              String key = KEY + name;
              if (!name.matches("[a-z0-9-]{1,40}")) {
                problems.add(key + ": a provider's name must be 1 to 40 of a-z, 0-9 and '-'");
              }
              if (given.command().map(List::isEmpty).orElse(true)) {
                problems.add(key + ".command is not set: name a program and its arguments");
              }
              check(problems, key + ".metric", given.metric(), "[a-z0-9_]{1,100}");
              check(problems, key + ".unit", given.unit(), "\\S.{0,19}");
              if (given.metric().orElse("").contains("_energy_")
                  && !given.unit().orElse(MICROJOULES).equals(MICROJOULES)) {
                problems.add(
                    "%s.unit must be %s for an energy, not '%s'"
                        .formatted(key, MICROJOULES, given.unit().get()));
              }
              if (given.interval().compareTo(SHORTEST) < 0
                  || given.interval().compareTo(LONGEST) > 0) {
                problems.add(
                    key
                        + ".interval must be from "
                        + SHORTEST
                        + " to "
                        + LONGEST
                        + ", not "
                        + given.interval());
              }
            });
    return problems;
  }

  private static void check(
      List<String> problems, String key, Optional<String> value, String pattern) {
    if (value.isEmpty()) {
      problems.add(key + " is not set");
    } else if (!value.get().matches(pattern)) {
      problems.add(key + " must match " + pattern + ", not '" + value.get() + "'");
    }
  }
}
