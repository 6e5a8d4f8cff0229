package io.tacet.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario; what is wrong with it becomes a problem where it stands. */
final class ScenarioReader {

  static final List<String> KEYS =
      Stream.concat(
              Stream.of("name", "repeat", "timeout", "variables", "setup", "phases"),
              SurroundingsReader.KEYS.stream())
          .toList();

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final int LONGEST_NAME = 200;

  /** What ran and each silence stand in one status, which must stay below Kafka's 1 MiB. */
  private static final int MOST_RUNS = 1000;

  private static final int MOST_PHASES = 100;

  private final Problems problems;
  private final Values values;

  ScenarioReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /** Reads it; of what is wrong, as much as there is. */
  Scenario read(MappingNode mapping, DeclaredVariables declared) {
    Fields fields = new Fields(mapping, KEYS, problems);
    declared.read(fields, mapping);
    Variables variables = new Variables(declared.values(), problems);
    Surroundings all = new SurroundingsReader(problems, variables).read(fields, Surroundings.USUAL);
    Optional<Phase> setup = fields.get("setup").flatMap(node -> setup(node, variables, all));
    List<Phase> phases = phases(mapping, fields, new PhaseReader(problems, variables, all));
    return new Scenario(
        fields.get("name").flatMap(this::name).orElse(""),
        repeat(mapping, fields, phases.size()),
        setup,
        phases,
        fields.get("timeout").flatMap(node -> values.duration(node, "timeout")));
  }

  private Optional<String> name(Node node) {
    Optional<String> name = values.text(node, "name");
    if (name.filter(n -> tooLong(n) || CONTROL.matcher(n).find()).isPresent()) {
      problems.add(node, "\"name\" must be one line of at most " + LONGEST_NAME + " characters");
    }
    return name.map(String::strip);
  }

  private static boolean tooLong(String name) {
    return name.codePointCount(0, name.length()) > LONGEST_NAME;
  }

  /** Before anything is measured: what it fetches, it may fetch. */
  private Optional<Phase> setup(Node node, Variables variables, Surroundings all) {
    List<Command> commands = new CommandReader(problems, variables).readAll(node, "setup");
    return commands.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Phase(
                Scenario.SETUP,
                commands,
                Optional.empty(),
                false,
                Optional.empty(),
                all.environment(),
                all.directory(),
                Set.of(0),
                Network.HOST));
  }

  private int repeat(MappingNode mapping, Fields fields, int phases) {
    int repeat =
        fields.get("repeat").flatMap(n -> values.whole(n, "repeat", 1, MOST_RUNS)).orElse(1);
    if (repeat * phases > MOST_RUNS) {
      problems.add(
          fields.get("repeat").orElse(mapping),
          String.format(
              Locale.ROOT,
              "%d repeats of %d phases are %d runs; a job may have %d",
              repeat,
              phases,
              repeat * phases,
              MOST_RUNS));
    }
    return repeat;
  }

  private List<Phase> phases(MappingNode mapping, Fields fields, PhaseReader reader) {
    Optional<Node> node = fields.get("phases");
    List<Phase> phases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (node.isEmpty() || node.filter(Values::isEmptyList).isPresent()) {
      problems.add(node.orElse(mapping), "a scenario needs at least one phase under phases");
    }
    for (Node item : node.map(n -> values.list(n, "phases")).orElse(List.of())) {
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
}
