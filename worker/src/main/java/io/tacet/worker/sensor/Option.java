package io.tacet.worker.sensor;

import java.util.Optional;

/**
 * One option of a sensor. Immutable.
 *
 * @param name as in the configuration
 * @param type what its value may be
 * @param otherwise value when it is not given
 * @param help what it does, one line
 */
public record Option(String name, Type type, String otherwise, String help) {

  /** What a value may be. */
  public enum Type {
    /** {@code true} or {@code false}. */
    FLAG,
    /** A whole number from 1. */
    COUNT,
    /** A path from the root. */
    PATH,
    /** Words with commas between them; none: all there are. */
    NAMES
  }

  private static final int MOST = 1_000_000;

  /** What is wrong with a value; empty when nothing. */
  public Optional<String> problem(String value) {
    return switch (type) {
      case FLAG ->
          value.equals("true") || value.equals("false")
              ? Optional.empty()
              : Optional.of("must be true or false, not '" + value + "'");
      case COUNT ->
          value.matches("\\d{1,6}") && Integer.parseInt(value) >= 1
              ? Optional.empty()
              : Optional.of(
                  "must be a whole number from 1 to " + (MOST - 1) + ", not '" + value + "'");
      case PATH ->
          value.startsWith("/") && value.indexOf('\0') < 0
              ? Optional.empty()
              : Optional.of("must be a path that begins with /, not '" + value + "'");
      case NAMES -> Optional.empty();
    };
  }
}
