package io.tacet.worker.start;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of a YAML file with their lines, as SmallRye's YAML source names them; it does not keep
 * lines, and takes the last of two keys of one name. Immutable.
 *
 * @param lines line, from 1, by key: of values, and of lists without their index
 * @param empty keys that have no value
 * @param problems what can't be read
 */
record YamlKeys(Map<String, Integer> lines, Set<String> empty, List<String> problems) {

  /** Reads a file's text. */
  static YamlKeys of(String text) {
    YamlKeys keys = new YamlKeys(new LinkedHashMap<>(), new HashSet<>(), new ArrayList<>());
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        keys.map("", mapping);
      } else if (root != null && !isNull(root)) {
        keys.problems.add("line " + line(root) + ": keys with values are wanted, such as tacet:");
      }
    } catch (MarkedYAMLException e) {
      keys.problems.add(where(e.getProblemMark()) + "no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      keys.problems.add("no YAML: " + e.getMessage());
    }
    return keys;
  }

  private void map(String prefix, MappingNode mapping) {
    Set<String> seen = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      Node name = entry.getKeyNode();
      if (!(name instanceof ScalarNode scalar)) {
        problems.add("line " + line(name) + ": a key must be a word");
        continue;
      }
      String word = scalar.getValue();
      String key = prefix + (word.contains(".") ? '"' + word + '"' : word);
      if (!seen.add(word)) {
        problems.add("line " + line(name) + ": " + key + " is there twice");
      }
      value(key, line(name), entry.getValueNode());
    }
  }

  private void value(String key, int line, Node value) {
    if (value instanceof MappingNode group && !group.getValue().isEmpty()) {
      map(key + ".", group);
      return;
    }
    if (value instanceof SequenceNode list && !list.getValue().isEmpty()) {
      for (Node element : list.getValue()) {
        value(key, line, element);
      }
      return;
    }
    lines.putIfAbsent(key, line);
    if (!(value instanceof ScalarNode) || isNull(value)) {
      empty.add(key);
    }
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static String where(@Nullable Mark mark) {
    return mark == null
        ? ""
        : "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ";
  }
}
