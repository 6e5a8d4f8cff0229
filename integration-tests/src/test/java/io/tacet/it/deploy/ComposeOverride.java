package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Lays one compose file over another, as {@code docker compose -f A -f B} does (Compose
 * Specification, "Merge"): maps are merged, lists get longer, those that are one command are
 * replaced.
 */
final class ComposeOverride {

  private static final Set<String> REPLACED = Set.of("entrypoint", "command", "test");

  private ComposeOverride() {}

  /** The second over the first. */
  static Compose merged(String file, String override) {
    ObjectNode root = Compose.parse(file).root().deepCopy();
    merge(root, (ObjectNode) Compose.parse(override).root());
    return new Compose(root);
  }

  private static void merge(ObjectNode target, ObjectNode over) {
    over.properties()
        .forEach(
            entry -> {
              JsonNode old = target.path(entry.getKey());
              JsonNode value = entry.getValue();
              if (old instanceof ObjectNode there && value instanceof ObjectNode more) {
                merge(there, more);
              } else if (old instanceof ArrayNode there
                  && value instanceof ArrayNode more
                  && !REPLACED.contains(entry.getKey())) {
                there.addAll(more);
              } else {
                target.set(entry.getKey(), value.deepCopy());
              }
            });
  }
}
