package io.tacet.scenario;

import java.util.List;
import java.util.Map;

/** Parses scenarios for tests. */
final class Scenarios {

  private static final ScenarioParser PARSER = new ScenarioParser();

  private Scenarios() {}

  static Scenario parse(String text) {
    return parse(text, Map.of());
  }

  static Scenario parse(String text, Map<String, String> given) {
    try {
      return PARSER.parse("tacet.yml", text, given);
    } catch (ScenarioException e) {
      throw new AssertionError("not accepted: " + e.getMessage(), e);
    }
  }

  /** What is wrong with a scenario, as {@code line:column message}. */
  static List<String> problems(String text) {
    return problems(text, Map.of());
  }

  static List<String> problems(String text, Map<String, String> given) {
    try {
      Scenario accepted = PARSER.parse("tacet.yml", text, given);
      throw new AssertionError("accepted: " + accepted);
    } catch (ScenarioException e) {
      return e.problems().stream()
          .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
          .toList();
    }
  }

  /** The words of the only command of the only phase. */
  static List<String> words(String text, Map<String, String> given) {
    return parse(text, given).phases().get(0).commands().get(0).words();
  }
}
