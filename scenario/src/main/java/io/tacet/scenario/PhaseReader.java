package io.tacet.scenario;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads one phase. */
final class PhaseReader {

  static final List<String> KEYS =
      Stream.concat(
              Stream.of(
                  "name", "commands", "duration", "measured", "timeout", "allowed-exit-codes"),
              SurroundingsReader.KEYS.stream())
          .toList();

  /** Bare, or as GMT writes it into its results: {@code 004_[RUNTIME]}. */
  private static final Pattern NAME = Pattern.compile("(?:\\d{3}_\\[)?([A-Z][A-Z0-9_-]{0,62})]?");

  private final Problems problems;
  private final Values values;
  private final SurroundingsReader surroundings;
  private final Surroundings usual;
  private final CommandReader commands;

  /**
   * For the phases of a scenario.
   *
   * @param usual what the scenario says for all of them
   */
  PhaseReader(Problems problems, Variables variables, Surroundings usual) {
    this.problems = problems;
    this.values = new Values(problems);
    this.surroundings = new SurroundingsReader(problems, variables);
    this.usual = usual;
    this.commands = new CommandReader(problems, variables);
  }

  /** The phase, or nothing if it is too wrong to be one. */
  Optional<Phase> read(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "a phase maps name, commands, … to values");
      return Optional.empty();
    }
    Fields fields = new Fields(mapping, KEYS, problems);
    Optional<String> name = fields.get("name").flatMap(this::name);
    if (fields.get("name").isEmpty()) {
      problems.add(node, "a phase needs a name");
    }
    List<Command> run =
        fields.get("commands").map(n -> commands.readAll(n, "commands")).orElse(List.of());
    Optional<Duration> duration =
        fields.get("duration").flatMap(n -> values.duration(n, "duration"));
    if (fields.get("commands").isPresent() == fields.get("duration").isPresent()) {
      problems.add(node, "a phase has either commands, or a duration to wait");
    } else if (fields.get("duration").isEmpty()
        && fields.get("commands").filter(Values::isEmptyList).isPresent()) {
      problems.add(node, "a phase needs at least one command");
    }
    Surroundings own = surroundings.read(fields, usual);
    return name.map(
        given ->
            new Phase(
                given,
                run,
                duration,
                fields.get("measured").flatMap(n -> values.truth(n, "measured")).orElse(true),
                fields.get("timeout").flatMap(n -> values.duration(n, "timeout")),
                own.environment(),
                own.directory(),
                fields.get("allowed-exit-codes").map(this::exitCodes).orElse(Set.of(0)),
                own.network()));
  }

  private Optional<String> name(Node node) {
    Optional<String> text = values.text(node, "name");
    if (text.isEmpty()) {
      return text;
    }
    Matcher matcher = NAME.matcher(text.get());
    boolean bracketed = text.get().contains("[");
    if (!matcher.matches() || bracketed != text.get().endsWith("]")) {
      problems.add(
          node,
          "\""
              + text.get()
              + "\" is no name of a phase: capital letters, digits, - and _, e.g. RUNTIME");
      return Optional.empty();
    }
    String name = matcher.group(1);
    if (name.equals(Scenario.SETUP)) {
      problems.add(node, "\"SETUP\" is reserved: list its commands under setup");
      return Optional.empty();
    }
    return Optional.of(name);
  }

  private Set<Integer> exitCodes(Node node) {
    Set<Integer> codes = new LinkedHashSet<>();
    List<Node> items = values.list(node, "allowed-exit-codes");
    if (Values.isEmptyList(node)) {
      problems.add(node, "\"allowed-exit-codes\" needs at least one code");
    }
    for (Node item : items) {
      values.whole(item, "allowed-exit-codes", 0, 255).ifPresent(codes::add);
    }
    return codes;
  }
}
