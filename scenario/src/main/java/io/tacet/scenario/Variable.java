package io.tacet.scenario;

import java.util.Optional;

/**
 * A variable that a scenario declares.
 *
 * @param name as in {@code ${NAME}}
 * @param usual its default; empty when a value must be given
 * @param given the value that was given
 * @param line from 1, of its default
 * @param column from 1, of its default
 */
public record Variable(
    String name, Optional<String> usual, Optional<String> given, int line, int column) {

  /** The value given, else the default; empty when it is missing. */
  public Optional<String> value() {
    return given.or(() -> usual);
  }

  /** What is wrong with a job that leaves it without a value. */
  ScenarioProblem missing() {
    return new ScenarioProblem(
        line, column, "variable \"" + name + "\" has no default and no value was given");
  }
}
