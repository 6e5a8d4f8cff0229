package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A file read to tell what it says, before all values are known. */
class ReadingTest {

  private static final String TEXT =
      """
      variables:
        LEVEL: 6
        CORPUS: null
      phases:
        - {name: RUNTIME, commands: ["gzip -${LEVEL} ${CORPUS}"], directory: "${CORPUS}"}
      """;

  private final ScenarioParser parser = new ScenarioParser();

  @Test
  void a_missing_value_is_named_and_no_problem() {
    // when
    Reading reading = parser.read(TEXT, Map.of("LEVEL", "9"));

    // then
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.variables())
        .containsExactly(
            new Variable("LEVEL", Optional.of("6"), Optional.of("9"), 2, 10),
            new Variable("CORPUS", Optional.empty(), Optional.empty(), 3, 11));
    assertThat(reading.missing()).extracting(Variable::name).containsExactly("CORPUS");
    assertThat(reading.scenario().orElseThrow().phases().get(0).commands())
        .containsExactly(new Command(List.of("gzip", "-9", "${CORPUS}")));
  }

  @Test
  void with_all_values_nothing_is_missing() {
    assertThat(parser.read(TEXT, Map.of("CORPUS", "data")).missing()).isEmpty();
  }

  @Test
  void a_file_with_problems_says_them_and_its_variables_but_is_no_scenario() {
    // when
    Reading reading = parser.read(TEXT.replace("RUNTIME", "runtime"), Map.of());

    // then
    assertThat(reading.scenario()).isEmpty();
    assertThat(reading.variables()).hasSize(2);
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.in("a")).startsWith("a:5:12: \"runtime\" is no"));
  }

  @Test
  void what_is_run_must_have_all_its_values_and_missing_ones_are_told_in_their_place() {
    assertThat(Scenarios.problems(TEXT.replace("RUNTIME", "runtime")))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly("3:11", "5:12");
  }

  @Test
  void a_text_that_is_no_yaml_has_problems_only() {
    assertThat(parser.read("a: [", Map.of()))
        .satisfies(
            reading -> {
              assertThat(reading.scenario()).isEmpty();
              assertThat(reading.variables()).isEmpty();
              assertThat(reading.problems()).hasSize(1);
            });
  }
}
