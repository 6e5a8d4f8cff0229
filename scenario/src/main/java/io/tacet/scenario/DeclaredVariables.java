package io.tacet.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The variables of a scenario: declared with a default or, by null, without one. */
final class DeclaredVariables {

  private final Problems problems;
  private final Map<String, String> given;
  private final List<Variable> declared = new ArrayList<>();

  DeclaredVariables(Map<String, String> given, Problems problems) {
    this.given = given;
    this.problems = problems;
  }

  /** Reads them; a value given for none of them is a problem of the whole. */
  void read(Fields fields, Node whole) {
    Values values = new Values(problems);
    fields
        .get("variables")
        .ifPresent(
            node -> values.entries(node, "variables").forEach((name, value) -> add(name, value)));
    Map<String, String> byName = values();
    given.keySet().stream()
        .filter(name -> !byName.containsKey(name))
        .sorted()
        .forEach(name -> problems.add(whole, notDeclared(name, byName.keySet())));
  }

  List<Variable> list() {
    return List.copyOf(declared);
  }

  /** What stands for each: where a value is missing, what was written. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    for (Variable variable : declared) {
      values.put(variable.name(), variable.value().orElse("${" + variable.name() + "}"));
    }
    return values;
  }

  private void add(String name, Node value) {
    boolean without = value instanceof ScalarNode scalar && Tag.NULL.equals(scalar.getTag());
    Optional<String> usual =
        without
            ? Optional.empty()
            : new Values(problems).text(value, name).or(() -> Optional.of(""));
    Mark mark = value.getStartMark();
    declared.add(
        new Variable(
            name,
            usual,
            Optional.ofNullable(given.get(name)),
            mark.getLine() + 1,
            mark.getColumn() + 1));
  }

  private static String notDeclared(String name, Set<String> declared) {
    return "a value was given for variable \""
        + name
        + "\", which is not declared under variables"
        + Nearest.to(name, declared).map(near -> "; did you mean \"" + near + "\"?").orElse("");
  }
}
