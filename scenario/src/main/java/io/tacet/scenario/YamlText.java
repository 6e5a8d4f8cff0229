package io.tacet.scenario;

import java.io.StringReader;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Composes a text to nodes, which are never made into objects: no tag in it can name a class. What
 * is too long, too deep or multiplies itself is refused.
 */
final class YamlText {

  private static final int DEEPEST = 20;
  private static final int MOST_ALIASES = 20;

  private YamlText() {}

  /** The mapping a text is; null, with a problem, when it is none. */
  static @Nullable MappingNode compose(String text, Problems problems) {
    if (text.length() > ScenarioParser.LONGEST) {
      problems.add(start(), "a scenario has at most " + ScenarioParser.LONGEST + " characters");
      return null;
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(ScenarioParser.LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
      if (root instanceof MappingNode mapping) {
        return mapping;
      }
      problems.add(
          root == null ? start() : root.getStartMark(),
          "a scenario maps name, phases, … to values");
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() == null ? start() : e.getProblemMark();
      problems.add(mark, "not YAML: " + oneLine(e.getProblem()));
    } catch (ReaderException e) {
      addForbidden(text, e, problems);
    } catch (YAMLException e) {
      problems.add(start(), "not YAML: " + oneLine(e.getMessage()));
    }
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

  private static String oneLine(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("").strip();
  }

  private static Mark start() {
    return new Mark("", 0, 0, 0, new int[0], 0);
  }
}
