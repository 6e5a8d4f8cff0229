package io.tacet.scenario;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what scenario and phase say alike: environment, directory, network, runtime. */
final class SurroundingsReader {

  static final List<String> KEYS = List.of("environment", "directory", "network", "runtime");

  private static final Map<String, Network> NETWORKS =
      Map.of("host", Network.HOST, "none", Network.NONE);

  private final Problems problems;
  private final Values values;
  private final Variables variables;

  SurroundingsReader(Problems problems, Variables variables) {
    this.problems = problems;
    this.values = new Values(problems);
    this.variables = variables;
  }

  /**
   * Reads them.
   *
   * @param usual what holds for those not given; an environment is added to it
   */
  Surroundings read(Fields fields, Surroundings usual) {
    fields.get("runtime").ifPresent(this::checkRuntime);
    return new Surroundings(
        fields
            .get("environment")
            .map(node -> usual.environmentAnd(environment(node)))
            .orElse(usual.environment()),
        fields.get("directory").flatMap(this::directory).orElse(usual.directory()),
        fields.get("network").flatMap(this::network).orElse(usual.network()));
  }

  private Map<String, String> environment(Node node) {
    Map<String, String> environment = new HashMap<>();
    values
        .entries(node, "environment")
        .forEach(
            (name, value) ->
                values
                    .text(value, name)
                    .map(text -> variables.substitute(text, value))
                    .filter(text -> withoutNul(text, name, value))
                    .ifPresent(text -> environment.put(name, text)));
    return environment;
  }

  private boolean withoutNul(String text, String name, Node node) {
    boolean without = text.indexOf('\0') < 0;
    if (!without) {
      problems.add(node, "\"" + name + "\" must not contain the character NUL");
    }
    return without;
  }

  private Optional<String> directory(Node node) {
    Optional<String> text =
        values.text(node, "directory").map(given -> variables.substitute(given, node));
    if (text.filter(given -> !staysInside(given)).isPresent()) {
      problems.add(node, "\"directory\" must be a path inside the source, without \"..\"");
      return Optional.empty();
    }
    return text;
  }

  private static boolean staysInside(String path) {
    return path.indexOf('\0') < 0
        && !path.startsWith("/")
        && !Arrays.asList(path.split("/", -1)).contains("..");
  }

  private Optional<Network> network(Node node) {
    Optional<String> text = values.text(node, "network");
    Optional<Network> network = text.map(NETWORKS::get);
    if (text.isPresent() && network.isEmpty()) {
      problems.add(node, "\"network\" must be host or none");
    }
    return network;
  }

  private void checkRuntime(Node node) {
    Optional<String> text = values.text(node, "runtime");
    if (text.filter("container"::equals).isPresent()) {
      problems.add(node, "runtime \"container\" is reserved: use process");
    } else if (text.filter(given -> !given.equals("process")).isPresent()) {
      problems.add(node, "\"runtime\" must be process");
    }
  }
}
