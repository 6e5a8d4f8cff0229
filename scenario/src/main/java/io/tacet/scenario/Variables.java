package io.tacet.scenario;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The variables of a scenario and their values. {@code ${NAME}} in a word is replaced once, after
 * the words were split, so that a value is never more than part of a word; {@code $${NAME}} stands
 * for the text {@code ${NAME}}.
 */
final class Variables {

  private static final Pattern USE = Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  private final Map<String, String> values;
  private final Problems problems;

  Variables(Map<String, String> values, Problems problems) {
    this.values = Map.copyOf(values);
    this.problems = problems;
  }

  /** The word with its variables replaced; one that is not declared is a problem at the node. */
  String substitute(String word, Node node) {
    Matcher use = USE.matcher(word);
    StringBuilder replaced = new StringBuilder();
    while (use.find()) {
      use.appendReplacement(replaced, Matcher.quoteReplacement(value(use, node)));
    }
    return use.appendTail(replaced).toString();
  }

  private String value(Matcher use, Node node) {
    String name = use.group(2);
    if (!use.group(1).isEmpty()) {
      return "${" + name + "}";
    }
    String value = values.get(name);
    if (value == null) {
      problems.add(
          node,
          "variable \""
              + name
              + "\" is not declared"
              + Nearest.to(name, values.keySet())
                  .map(near -> "; did you mean \"" + near + "\"?")
                  .orElse(": declare it under variables, or write $${" + name + "} for the text"));
      return "";
    }
    return value;
  }
}
