package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Lays a patch over an object as Kubernetes does it for its own kinds ("Strategic merge patch" in
 * its API conventions): objects are merged, null removes, lists are merged by a key where they have
 * one and replaced where not, an element with {@code $patch: delete} goes.
 */
final class StrategicMerge {

  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "env", "name",
          "ports", "containerPort",
          "volumes", "name",
          "volumeMounts", "mountPath");

  private StrategicMerge() {}

  static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              JsonNode value = entry.getValue();
              JsonNode old = target.path(key);
              if (value.isNull()) {
                target.remove(key);
              } else if (value instanceof ObjectNode more && old instanceof ObjectNode there) {
                merge(there, more);
              } else if (value instanceof ArrayNode more
                  && old instanceof ArrayNode there
                  && KEYS.containsKey(key)) {
                merge(there, more, KEYS.getOrDefault(key, ""));
              } else {
                target.set(key, withoutNulls(value));
              }
            });
  }

  private static void merge(ArrayNode target, ArrayNode patch, String key) {
    for (JsonNode element : patch) {
      int at = indexOf(target, key, element.path(key));
      if (element.path("$patch").asText().equals("delete")) {
        if (at < 0) {
          throw new IllegalArgumentException("there is no " + element.path(key) + " to remove");
        }
        target.remove(at);
      } else if (at >= 0) {
        merge((ObjectNode) target.get(at), (ObjectNode) element);
      } else {
        target.add(withoutNulls(element));
      }
    }
  }

  private static int indexOf(ArrayNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).path(key).equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode withoutNulls(JsonNode value) {
    JsonNode copy = value.deepCopy();
    if (copy instanceof ObjectNode object) {
      for (Iterator<JsonNode> fields = object.iterator(); fields.hasNext(); ) {
        if (fields.next().isNull()) {
          fields.remove();
        }
      }
    }
    return copy;
  }
}
