package io.tacet.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The keys of one mapping, each known and given once. */
final class Fields {

  private final Map<String, Node> byName = new HashMap<>();

  /** Reports every key that is not among the known ones, or given twice. */
  Fields(MappingNode mapping, List<String> known, Problems problems) {
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.contains(key)) {
        problems.add(entry.getKeyNode(), unknown(key, known));
      } else if (byName.put(key, entry.getValueNode()) != null) {
        problems.add(entry.getKeyNode(), "\"" + key + "\" is given twice");
      }
    }
  }

  Optional<Node> get(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private static String unknown(String key, List<String> known) {
    return "unknown key \""
        + key
        + "\""
        + Nearest.to(key, known)
            .map(near -> "; did you mean \"" + near + "\"?")
            .orElse("; known here: " + String.join(", ", known));
  }
}
