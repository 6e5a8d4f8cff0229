package io.tacet.scenario;

/**
 * Something wrong in a scenario file.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong and what to do
 */
public record ScenarioProblem(int line, int column, String message) {

  /** {@code file:line:column: message}. */
  public String in(String file) {
    return file + ":" + line + ":" + column + ": " + message;
  }
}
