package io.tacet.scenario;

import java.util.List;
import java.util.Optional;

/**
 * What a file says, as far as it can be told without the values that only a submission gives.
 *
 * @param scenario empty when there are problems; {@code ${NAME}} stands where a value is missing
 * @param variables in the file's order
 * @param problems what is wrong, in the file's order; a missing value is none of them
 */
public record Reading(
    Optional<Scenario> scenario, List<Variable> variables, List<ScenarioProblem> problems) {

  /** Copies the lists. */
  public Reading {
    variables = List.copyOf(variables);
    problems = List.copyOf(problems);
  }

  /** Variables without a value. */
  public List<Variable> missing() {
    return variables.stream().filter(variable -> variable.value().isEmpty()).toList();
  }
}
