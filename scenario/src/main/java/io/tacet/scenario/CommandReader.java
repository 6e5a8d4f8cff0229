package io.tacet.scenario;

import io.tacet.scenario.WordSplitter.NotACommandException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads commands: a line to be split into words, or a list of words. */
final class CommandReader {

  /** All commands of a phase wait as processes before the first of them runs. */
  private static final int MOST = 256;

  private final Problems problems;
  private final Values values;
  private final Variables variables;

  CommandReader(Problems problems, Variables variables) {
    this.problems = problems;
    this.values = new Values(problems);
    this.variables = variables;
  }

  List<Command> readAll(Node node, String field) {
    List<Command> commands = new ArrayList<>();
    List<Node> items = values.list(node, field);
    if (items.size() > MOST) {
      problems.add(node, "\"" + field + "\" has more than " + MOST + " commands: write a script");
      return commands;
    }
    for (Node item : items) {
      read(item).ifPresent(commands::add);
    }
    return commands;
  }

  private Optional<Command> read(Node node) {
    List<String> words = new ArrayList<>();
    if (node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
      try {
        for (String word : WordSplitter.split(scalar.getValue(), WordSplitter.Dollar.STAYS)) {
          words.add(variables.substitute(word, node));
        }
      } catch (NotACommandException e) {
        problems.add(node, e.reason());
        return Optional.empty();
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        values.text(item, "word").ifPresent(word -> words.add(variables.substitute(word, item)));
      }
    } else {
      problems.add(node, "a command is a line of text or a list of words");
      return Optional.empty();
    }
    return checked(node, words);
  }

  private Optional<Command> checked(Node node, List<String> words) {
    if (words.isEmpty() || words.get(0).isEmpty()) {
      problems.add(node, "a command needs a program");
      return Optional.empty();
    }
    if (words.get(0).indexOf('=') >= 0) {
      problems.add(node, "\"" + words.get(0) + "\" is no program: set variables under environment");
      return Optional.empty();
    }
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      problems.add(node, "a word must not contain the character NUL");
      return Optional.empty();
    }
    return Optional.of(new Command(words));
  }
}
