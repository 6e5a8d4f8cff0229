package io.tacet.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects what is wrong in one file, so that all of it can be said at once. Not thread-safe. */
final class Problems {

  /** Longest message, characters: what is quoted in it may be as long as the file. */
  private static final int LONGEST = 500;

  private final List<ScenarioProblem> found = new ArrayList<>();

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Mark mark, String message) {
    add(mark.getLine() + 1, mark.getColumn() + 1, message);
  }

  void add(int line, int column, String message) {
    String shown = message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
    found.add(new ScenarioProblem(line, column, shown));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** All of them, in the order of the file. */
  List<ScenarioProblem> sorted() {
    return sorted(found);
  }

  static List<ScenarioProblem> sorted(List<ScenarioProblem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparingInt(ScenarioProblem::line)
                .thenComparingInt(ScenarioProblem::column))
        .toList();
  }
}
