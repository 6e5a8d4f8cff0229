package io.tacet.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compose file. Immutable.
 *
 * @param root the document
 */
record Compose(JsonNode root) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\$|\\$\\{[A-Z_]+:-([^}$]*)}|\\$");
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+):(\\d+)");

  /** Parses a text. */
  static Compose parse(String text) {
    List<JsonNode> documents = StrictYaml.documents(text);
    if (documents.size() != 1) {
      throw new IllegalArgumentException("a compose file is one document");
    }
    return new Compose(documents.get(0));
  }

  /** Names of the services. */
  Set<String> services() {
    Set<String> names = new TreeSet<>();
    root.path("services").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** A service; missing when there is none. */
  JsonNode service(String name) {
    return root.path("services").path(name);
  }

  /** Environment of a service with the defaults of its variables. */
  Map<String, String> environment(String service) {
    Map<String, String> environment = new LinkedHashMap<>();
    service(service)
        .path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), interpolated(entry.getValue().asText())));
    return environment;
  }

  /** Services a service waits for, with the condition. */
  Map<String, String> dependencies(String service) {
    Map<String, String> dependencies = new LinkedHashMap<>();
    service(service)
        .path("depends_on")
        .properties()
        .forEach(
            entry -> dependencies.put(entry.getKey(), entry.getValue().path("condition").asText()));
    return dependencies;
  }

  /**
   * Published ports by the host's; those that are not bound to the loopback address are left out.
   */
  Map<Integer, Integer> ports(String service) {
    Map<Integer, Integer> ports = new LinkedHashMap<>();
    for (JsonNode port : service(service).path("ports")) {
      Matcher matcher = PORT.matcher(port.asText());
      if (matcher.matches()) {
        ports.put(Integer.valueOf(matcher.group(1)), Integer.valueOf(matcher.group(2)));
      }
    }
    return ports;
  }

  /** The words of the health check; empty when there is none. */
  List<String> healthcheck(String service) {
    return strings(service(service).path("healthcheck").path("test"));
  }

  /** A list of texts, with variables replaced. */
  static List<String> strings(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(interpolated(word.asText())));
    return words;
  }

  /** All texts of the file, in whatever place. */
  List<String> texts() {
    return texts(root);
  }

  /** Whether each variable of a text has the form with a default. */
  static boolean interpolates(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    boolean good = true;
    while (matcher.find()) {
      good &= !matcher.group().equals("$");
    }
    return good;
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isValueNode()) {
      texts.add(node.asText());
    }
    node.forEach(child -> texts.addAll(texts(child)));
    return texts;
  }

  private static String interpolated(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group(1) == null ? "$" : found.group(1)));
  }
}
