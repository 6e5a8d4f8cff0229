package io.tacet.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads values of the kinds a scenario knows; what does not fit is a problem where it stands. */
final class Values {

  /** Of variables: the portable part of what the POSIX environment allows. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,8})");

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
    if (node instanceof ScalarNode scalar
        && Tag.INT.equals(scalar.getTag())
        && WHOLE.matcher(scalar.getValue()).matches()) {
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
      boolean truth = value.equalsIgnoreCase("true");
      if (truth || value.equalsIgnoreCase("false")) {
        return Optional.of(truth);
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
  Map<String, Node> entries(Node node, String field) {
    Map<String, Node> entries = new LinkedHashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "\"" + field + "\" must map names to values");
      return entries;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!NAME.matcher(name).matches()) {
        problems.add(entry.getKeyNode(), "\"" + name + "\" is no name for " + field);
      } else if (entries.put(name, entry.getValueNode()) != null) {
        problems.add(entry.getKeyNode(), "\"" + name + "\" is given twice");
      }
    }
    return entries;
  }
}
