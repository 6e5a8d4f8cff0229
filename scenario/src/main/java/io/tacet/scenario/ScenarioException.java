package io.tacet.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** A scenario with errors: all that were found, each with line and column. */
public final class ScenarioException extends Exception {

  private static final long serialVersionUID = 1;

  private static final int SHOWN = 20;

  private final transient List<ScenarioProblem> problems;

  ScenarioException(String file, List<ScenarioProblem> problems) {
    super(describe(file, problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the file's order. */
  public List<ScenarioProblem> problems() {
    return problems;
  }

  private static String describe(String file, List<ScenarioProblem> problems) {
    String shown =
        problems.stream().limit(SHOWN).map(p -> p.in(file)).collect(Collectors.joining("\n"));
    int more = problems.size() - SHOWN;
    return more > 0 ? shown + "\n(and " + more + " more)" : shown;
  }
}
