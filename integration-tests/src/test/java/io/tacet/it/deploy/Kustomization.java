package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Renders a kustomization: as much of kustomize as deploy/k8s uses, and an error for what it does
 * not know. So the checks need no program, and can be shown broken files. That it renders what the
 * real one does is a test of its own.
 */
final class Kustomization {

  private static final Set<String> KEYS =
      Set.of(
          "apiVersion",
          "kind",
          "resources",
          "components",
          "labels",
          "patches",
          "images",
          "configMapGenerator",
          "secretGenerator",
          "generatorOptions");

  private final Function<String, String> files;
  private final String directory;
  private final JsonNode file;
  private final List<ObjectNode> objects;

  private Kustomization(
      Function<String, String> files, String directory, List<ObjectNode> objects) {
    this.files = files;
    this.directory = directory;
    this.objects = objects;
    this.file = StrictYaml.documents(read("kustomization.yaml")).get(0);
    file.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                throw new IllegalArgumentException(directory + " has an unknown key " + key);
              }
            });
  }

  /**
   * The objects a directory stands for.
   *
   * @param files texts by their paths from the root
   * @param directory from the root
   */
  static List<ObjectNode> render(Function<String, String> files, String directory) {
    List<ObjectNode> objects = new ArrayList<>();
    new Kustomization(files, directory, objects).apply();
    return objects;
  }

  /** A component works on the objects of whoever names it; others begin with none. */
  private void apply() {
    for (String resource : Compose.strings(file.path("resources"))) {
      if (resource.endsWith(".yaml")) {
        StrictYaml.documents(read(resource)).forEach(object -> objects.add((ObjectNode) object));
      } else {
        objects.addAll(render(files, path(resource)));
      }
    }
    for (String component : Compose.strings(file.path("components"))) {
      new Kustomization(files, path(component), objects).apply();
    }
    file.path("configMapGenerator").forEach(map -> objects.add(configMap(map)));
    file.path("secretGenerator").forEach(secret -> objects.add(secret(secret)));
    for (JsonNode patch : file.path("patches")) {
      List<JsonNode> documents = StrictYaml.documents(read(patch.path("path").asText()));
      if (patch.has("target")) {
        JsonNode target = patch.path("target");
        ObjectNode object = named(target.path("kind"), target.path("name"));
        documents.get(0).forEach(operation -> add(object, operation));
      } else {
        documents.forEach(
            document ->
                StrategicMerge.merge(
                    named(document.path("kind"), document.at("/metadata/name")),
                    (ObjectNode) document));
      }
    }
    file.path("labels").forEach(this::label);
    file.path("images").forEach(this::image);
  }

  /** The one object that a patch is for. */
  private ObjectNode named(JsonNode kind, JsonNode name) {
    List<ObjectNode> targets =
        objects.stream()
            .filter(
                object ->
                    object.path("kind").equals(kind) && object.at("/metadata/name").equals(name))
            .toList();
    if (targets.size() != 1) {
      throw new IllegalArgumentException(directory + " patches " + kind + " " + name);
    }
    return targets.get(0);
  }

  /** An operation of a JSON patch (RFC 6902); the one that is known here adds to a list. */
  private void add(ObjectNode object, JsonNode operation) {
    String path = operation.path("path").asText();
    if (!operation.path("op").asText().equals("add")
        || !path.endsWith("/-")
        || !(object.at(path.substring(0, path.length() - 2)) instanceof ArrayNode list)) {
      throw new IllegalArgumentException(directory + " has an unknown operation " + operation);
    }
    list.add(operation.path("value").deepCopy());
  }

  private void label(JsonNode label) {
    for (ObjectNode object : objects) {
      ObjectNode metadata = object.withObject("/metadata");
      label
          .path("pairs")
          .properties()
          .forEach(pair -> metadata.withObject("/labels").set(pair.getKey(), pair.getValue()));
    }
  }

  private void image(JsonNode image) {
    for (ObjectNode object : objects) {
      for (JsonNode container : object.at("/spec/template/spec/containers")) {
        String name = container.path("image").asText().replaceAll(":[^/]*$", "");
        if (name.equals(image.path("name").asText())) {
          ((ObjectNode) container)
              .put("image", image.path("newName").asText() + ":" + image.path("newTag").asText());
        }
      }
    }
  }

  private ObjectNode configMap(JsonNode map) {
    ObjectNode object = generated("ConfigMap", map);
    for (String name : Compose.strings(map.path("files"))) {
      object.withObject("/data").put(Path.of(name).toFile().getName(), read(name));
    }
    return object;
  }

  private ObjectNode secret(JsonNode secret) {
    ObjectNode object = generated("Secret", secret);
    object.put("type", secret.path("type").asText("Opaque"));
    for (String literal : Compose.strings(secret.path("literals"))) {
      String[] parts = literal.split("=", 2);
      object
          .withObject("/data")
          .put(
              parts[0],
              Base64.getEncoder().encodeToString(parts[1].getBytes(StandardCharsets.UTF_8)));
    }
    return object;
  }

  private ObjectNode generated(String kind, JsonNode generator) {
    if (!file.at("/generatorOptions/disableNameSuffixHash").asBoolean()) {
      throw new IllegalArgumentException(directory + " makes names with a hash");
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", kind);
    object.withObject("/metadata").set("name", generator.path("name"));
    return object;
  }

  private String read(String name) {
    return files.apply(path(name));
  }

  private String path(String name) {
    return Path.of(directory).resolve(name).normalize().toString();
  }
}
