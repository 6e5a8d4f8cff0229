package io.tacet.scenario;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads {@code tacet.yml}. The text is composed to nodes and never made into objects, so no tag in
 * it can name a class. Immutable.
 *
 * <pre>
 * name: gzip at three levels
 * repeat: 3
 * variables: {LEVEL: 6}
 * setup:
 *   - make data
 * phases:
 *   - {name: BASELINE, duration: 5s}
 *   - name: RUNTIME
 *     timeout: 2m
 *     commands:
 *       - gzip -k -${LEVEL} data
 *       - [sh, -c, "ls | wc -l"]
 * </pre>
 */
public final class ScenarioParser {

  /** Longest scenario, characters. */
  public static final int LONGEST = 256 * 1024;

  private static final List<String> KEYS =
      List.of("name", "repeat", "variables", "setup", "phases", "runtime", "network", "timeout");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_NAME = 200;

  /** What ran and each silence stand in one status, which must stay below Kafka's 1 MiB. */
  private static final int MOST_RUNS = 1000;

  private static final int MOST_PHASES = 100;
  private static final int DEEPEST = 20;
  private static final int MOST_ALIASES = 20;

  /**
   * Reads a scenario.
   *
   * @param file name used in messages
   * @param text its content
   * @param given values for variables, by name
   * @throws ScenarioException with everything that is wrong
   */
  public Scenario parse(String file, String text, Map<String, String> given)
      throws ScenarioException {
    Problems problems = new Problems();
    Node root = compose(file, text, problems);
    if (!(root instanceof MappingNode mapping)) {
      problems.add(
          root == null ? start() : root.getStartMark(),
          "a scenario maps name, phases, … to values");
      problems.throwIfAny(file);
      throw new IllegalStateException("unreachable: a problem was added");
    }
    Scenario scenario = read(mapping, given, problems);
    problems.throwIfAny(file);
    return scenario;
  }

  private static @Nullable Node compose(String file, String text, Problems problems)
      throws ScenarioException {
    if (text.length() > LONGEST) {
      problems.add(start(), "a scenario has at most " + LONGEST + " characters");
      problems.throwIfAny(file);
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    try {
      return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? start() : e.getProblemMark();
      problems.add(mark, "not YAML: " + oneLine(e.getProblem()));
    } catch (ReaderException e) {
      addForbidden(text, e, problems);
    } catch (YAMLException e) {
      problems.add(start(), "not YAML: " + oneLine(e.getMessage()));
    }
    problems.throwIfAny(file);
    return null;
  }

  /** The reader counts code points, and says it in two lines with the character itself. */
  private static void addForbidden(String text, ReaderException e, Problems problems) {
    String before = text.substring(0, text.offsetByCodePoints(0, e.getPosition()));
    String line = before.substring(before.lastIndexOf('\n') + 1);
    problems.add(
        (int) before.chars().filter(c -> c == '\n').count() + 1,
        line.codePointCount(0, line.length()) + 1,
        String.format(
            Locale.ROOT, "not YAML: the character U+%04X is not allowed", e.getCodePoint()));
  }

  private Scenario read(MappingNode mapping, Map<String, String> given, Problems problems) {
    Values values = new Values(problems);
    Fields fields = new Fields(mapping, KEYS, problems);
    Map<String, String> declared =
        fields.get("variables").map(n -> variables(n, given, problems)).orElse(Map.of());
    for (String name : given.keySet()) {
      if (!declared.containsKey(name)) {
        problems.add(mapping, notDeclared(name, declared.keySet()));
      }
    }
    Variables variables = new Variables(declared, problems);
    refuseReserved(fields, problems);
    Optional<Phase> setup =
        fields
            .get("setup")
            .map(n -> new CommandReader(problems, variables).readAll(n, "setup"))
            .filter(commands -> !commands.isEmpty())
            .map(commands -> Phase.of(Scenario.SETUP, false, commands));
    List<Phase> phases = phases(mapping, fields, variables, problems);
    int repeat =
        fields.get("repeat").flatMap(n -> values.whole(n, "repeat", 1, MOST_RUNS)).orElse(1);
    if (repeat * phases.size() > MOST_RUNS) {
      problems.add(
          fields.get("repeat").orElse(mapping),
          String.format(
              Locale.ROOT,
              "%d repeats of %d phases are %d runs; a job may have %d",
              repeat,
              phases.size(),
              repeat * phases.size(),
              MOST_RUNS));
    }
    return new Scenario(
        fields.get("name").flatMap(n -> name(n, values, problems)).orElse(""),
        repeat,
        setup,
        phases,
        fields.get("timeout").flatMap(n -> values.duration(n, "timeout")));
  }

  private static Optional<String> name(Node node, Values values, Problems problems) {
    Optional<String> name = values.text(node, "name").map(String::strip);
    if (name.filter(n -> n.length() > LONGEST_NAME || CONTROL.matcher(n).find()).isPresent()) {
      problems.add(node, "name must be one line of at most " + LONGEST_NAME + " characters");
    }
    return name;
  }

  private static List<Phase> phases(
      MappingNode mapping, Fields fields, Variables variables, Problems problems) {
    Optional<Node> node = fields.get("phases");
    List<Phase> phases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    PhaseReader reader = new PhaseReader(problems, variables);
    List<Node> items = node.map(n -> new Values(problems).list(n, "phases")).orElse(List.of());
    if (node.isEmpty() || node.filter(Values::isEmptyList).isPresent()) {
      problems.add(node.orElse(mapping), "a scenario needs at least one phase under phases");
    }
    for (Node item : items) {
      Optional<Phase> phase = reader.read(item);
      if (phase.filter(p -> !names.add(p.name())).isPresent()) {
        problems.add(item, "a phase named \"" + phase.get().name() + "\" is there already");
      }
      phase.ifPresent(phases::add);
    }
    if (phases.size() > MOST_PHASES) {
      problems.add(node.orElse(mapping), "a scenario has at most " + MOST_PHASES + " phases");
      return phases.subList(0, MOST_PHASES);
    }
    return phases;
  }

  /** Declared variables with the value given, else their default; null declares one without. */
  private static Map<String, String> variables(
      Node node, Map<String, String> given, Problems problems) {
    Values values = new Values(problems);
    Map<String, String> result = new HashMap<>();
    values
        .entries(node, "variables", "[A-Za-z_][A-Za-z0-9_]*")
        .forEach(
            (name, value) -> {
              String set = given.get(name);
              if (set != null) {
                result.put(name, set);
              } else if (value instanceof ScalarNode scalar && Tag.NULL.equals(scalar.getTag())) {
                problems.add(
                    value, "variable \"" + name + "\" has no default and no value was given");
                result.put(name, "");
              } else {
                result.put(name, values.text(value, name).orElse(""));
              }
            });
    return result;
  }

  private static void refuseReserved(Fields fields, Problems problems) {
    Values values = new Values(problems);
    fields
        .get("runtime")
        .ifPresent(
            node ->
                values
                    .text(node, "runtime")
                    .filter(text -> !"process".equals(text))
                    .ifPresent(
                        text ->
                            problems.add(
                                node,
                                "container".equals(text)
                                    ? "runtime \"container\" is reserved: use process"
                                    : "\"runtime\" must be process")));
    fields
        .get("network")
        .ifPresent(
            node ->
                values
                    .text(node, "network")
                    .filter(text -> !"host".equals(text))
                    .ifPresent(
                        text ->
                            problems.add(
                                node,
                                "none".equals(text)
                                    ? "network \"none\" is not supported yet: use host"
                                    : "\"network\" must be host")));
  }

  private static String notDeclared(String name, Set<String> declared) {
    return "a value was given for variable \""
        + name
        + "\", which is not declared under variables"
        + Nearest.to(name, declared).map(near -> "; did you mean \"" + near + "\"?").orElse("");
  }

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("").strip();
  }

  private static Mark start() {
    return new Mark("", 0, 0, 0, new int[0], 0);
  }
}
