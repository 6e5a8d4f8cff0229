package io.tacet.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Reads {@code tacet.yml}. Immutable.
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
 *
 * {@code docs/scenario.md} tells every field, {@code docs/tacet.schema.json} tells it to editors.
 */
public final class ScenarioParser {

  /** Longest scenario, characters. */
  public static final int LONGEST = 256 * 1024;

  /**
   * Reads a scenario that is to be run.
   *
   * @param file name used in messages
   * @param text its content
   * @param given values for variables, by name
   * @throws ScenarioException with everything that is wrong, a variable without value included
   */
  public Scenario parse(String file, String text, Map<String, String> given)
      throws ScenarioException {
    Reading reading = read(text, given);
    List<ScenarioProblem> problems = new ArrayList<>(reading.problems());
    reading.missing().forEach(variable -> problems.add(variable.missing()));
    if (!problems.isEmpty()) {
      throw new ScenarioException(file, Problems.sorted(problems));
    }
    return reading.scenario().orElseThrow();
  }

  /**
   * Reads a file to tell what it says.
   *
   * @param text its content
   * @param given values for variables, by name; some may be missing
   */
  public Reading read(String text, Map<String, String> given) {
    Problems problems = new Problems();
    DeclaredVariables declared = new DeclaredVariables(given, problems);
    Optional<MappingNode> mapping = Optional.ofNullable(YamlText.compose(text, problems));
    Optional<Scenario> scenario =
        mapping.map(node -> new ScenarioReader(problems).read(node, declared));
    return new Reading(
        scenario.filter(read -> problems.isEmpty()), declared.list(), problems.sorted());
  }
}
