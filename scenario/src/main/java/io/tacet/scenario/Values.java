package io.tacet.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads values of the kinds a scenario knows; what does not fit is a problem where it stands. */
final class Values {

  private final Problems problems;

  Values(Problems problems) {
    this.problems = problems;
  }

  /** Text, or a number or truth value as it is written; nothing for null. */
  Optional<String> text(Node node, String field) {
    if (node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
      return Optional.of(scalar.getValue());
    }
    problems.add(node, "\"" + field + "\" must be text");
    return Optional.empty();
  }

  Optional<Integer> whole(Node node, String field, int min, int max) {
    if (node instanceof ScalarNode scalar && scalar.getValue().matches("-?\\d{1,9}")) {
      int value = Integer.parseInt(scalar.getValue());
      if (value >= min && value <= max) {
        return Optional.of(value);
      }
    }
    problems.add(node, "\"" + field + "\" must be a whole number from " + min + " to " + max);
    return Optional.empty();
  }

  Optional<Boolean> truth(Node node, String field) {
    if (node instanceof ScalarNode scalar && Tag.BOOL.equals(scalar.getTag())) {
      String value = scalar.getValue();
      if ("true".equals(value) || "false".equals(value)) {
        return Optional.of("true".equals(value));
      }
    }
    problems.add(node, "\"" + field + "\" must be true or false");
    return Optional.empty();
  }

  Optional<Duration> duration(Node node, String field) {
    Optional<Duration> duration =
        node instanceof ScalarNode scalar ? Durations.read(scalar.getValue()) : Optional.empty();
    if (duration.isEmpty()) {
      problems.add(node, "\"" + field + "\" is no duration: " + Durations.EXAMPLES);
    }
    return duration;
  }

  List<Node> list(Node node, String field) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problems.add(node, "\"" + field + "\" must be a list");
    return List.of();
  }

  static boolean isEmptyList(Node node) {
    return node instanceof SequenceNode sequence && sequence.getValue().isEmpty();
  }

  /** Entries of a mapping from names to anything, with the nodes of the values. */
  Map<String, Node> entries(Node node, String field, String namePattern) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "\"" + field + "\" must map names to values");
      return entries;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!name.matches(namePattern)) {
        problems.add(entry.getKeyNode(), "\"" + name + "\" is no name for " + field);
      } else if (entries.put(name, entry.getValueNode()) != null) {
        problems.add(entry.getKeyNode(), "\"" + name + "\" is given twice");
      }
    }
    return entries;
  }
}
