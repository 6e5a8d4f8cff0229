package io.tacet.worker.sensor;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The values of a sensor's options, checked. Immutable.
 *
 * @param known all options the sensor has
 * @param given values by name, where they are not the usual ones
 */
public record Options(List<Option> known, Map<String, String> given) {

  /** All as usual. */
  public static Options usual(List<Option> known) {
    return new Options(known, Map.of());
  }

  /** Whether a flag is set. */
  public boolean flag(String name) {
    return Boolean.parseBoolean(value(name));
  }

  /** A number. */
  public int count(String name) {
    return Integer.parseInt(value(name));
  }

  /** A path. */
  public Path path(String name) {
    return Path.of(value(name));
  }

  /** Names; empty: all there are. */
  public List<String> names(String name) {
    return Arrays.stream(value(name).split(",", -1))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private String value(String name) {
    return known.stream()
        .filter(option -> option.name().equals(name))
        .findFirst()
        .map(option -> given.getOrDefault(name, option.otherwise()))
        .orElseThrow(() -> new IllegalArgumentException("no option " + name));
  }
}
