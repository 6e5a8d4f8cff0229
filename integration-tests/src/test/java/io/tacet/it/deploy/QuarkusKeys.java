package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Environment variables that the Quarkus extensions of a service read when it runs, from the
 * descriptions in their jars. What is fixed at build time is left out: setting it has no effect.
 */
final class QuarkusKeys {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  private QuarkusKeys() {}

  static Set<String> of(PackagedService service) {
    ObjectMapper json = new ObjectMapper();
    Set<String> variables = new TreeSet<>();
    service
        .entries(
            MODEL,
            stream -> {
              try {
                return json.readTree(stream.readAllBytes());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .forEach(model -> collect(model, variables));
    return variables;
  }

  private static void collect(JsonNode node, Set<String> variables) {
    if (node.path("phase").asText().equals("RUN_TIME")) {
      variables.add(node.path("path").path("environmentVariable").asText());
    }
    node.forEach(child -> collect(child, variables));
  }
}
