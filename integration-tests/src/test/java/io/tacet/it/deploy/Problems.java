package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is wrong, all of it, one sentence each. Not thread-safe. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  /** Adds a problem unless something holds. */
  void unless(boolean holds, String problem) {
    if (!holds) {
      found.add(problem);
    }
  }

  /** Adds what others have found. */
  void addAll(List<String> problems) {
    found.addAll(problems);
  }

  /** Adds every key that is not allowed; {@code x-} extensions are. */
  void keys(String where, JsonNode object, Set<String> allowed) {
    object
        .fieldNames()
        .forEachRemaining(
            key ->
                unless(
                    allowed.contains(key) || key.startsWith("x-"), where + " has no key " + key));
  }

  /** What was added. */
  List<String> all() {
    return List.copyOf(found);
  }
}
