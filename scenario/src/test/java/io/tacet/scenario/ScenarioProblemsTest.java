package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioProblemsTest {

  private static final String GOOD = "phases: [{name: A, duration: 1s}]";

  private final ScenarioParser parser = new ScenarioParser();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      textBlock =
          """
          name: x                          => 1:1 a scenario needs at least one phase under phases
          phases: []                       => 1:9 a scenario needs at least one phase under phases
          phases: [x]                      => 1:10 a phase maps name, commands, … to values
          phases: [{duration: 1s}]         => 1:10 a phase needs a name
          phases: [{name: A}]              => 1:10 a phase has either commands, or a duration to wait
          phases: [{name: A, commands: []}] => 1:10 a phase needs at least one command
          phases: [{name: A, duration: 1s, commands: [b]}] => 1:10 a phase has either commands, or a duration to wait
          phases: [{name: run, duration: 1s}] => 1:17 "run" is no name of a phase: capital letters, digits, - and _, e.g. RUNTIME
          phases: [{name: SETUP, duration: 1s}] => 1:17 "SETUP" is reserved: list its commands under setup
          phases: [{name: A, duration: 1s}, {name: A, duration: 2s}] => 1:35 a phase named "A" is there already
          phases: [{name: A, duration: 5}] => 1:30 "duration" is no duration: write a duration such as 500ms, 5s, 10m or 1h30m
          phases: [{name: A, duration: 0s}] => 1:30 "duration" is no duration: write a duration such as 500ms, 5s, 10m or 1h30m
          phases: [{name: A, duration: -1s}] => 1:30 "duration" is no duration: write a duration such as 500ms, 5s, 10m or 1h30m
          phases: [{name: A, duration: 1s, directory: ../x}] => 1:45 "directory" must be a path inside the source
          phases: [{name: A, duration: 1s, directory: /etc}] => 1:45 "directory" must be a path inside the source
          phases: [{name: A, duration: 1s, measured: yes}] => 1:44 "measured" must be true or false
          phases: [{name: A, duration: 1s, allowed-exit-codes: [256]}] => 1:55 "allowed-exit-codes" must be a whole number from 0 to 255
          phases: [{name: A, duration: 1s, environment: {1A: b}}] => 1:48 "1A" is no name for environment
          phases: [{name: A, commands: [a; b]}] => 1:31 ";" has no meaning without a shell: quote it, or write [sh, -c, "..."]
          phases: [{name: A, commands: [A=1 b]}] => 1:31 "A=1" is no program: set variables under environment
          phases: [{name: A, commands: [[]]}] => 1:31 a command needs a program
          phases: [{name: A, commands: [{a: b}]}] => 1:31 a command is a line of text or a list of words
          """)
  void a_mistake_is_named_where_it_stands(String text, String problem) {
    assertThat(problems(text, Map.of())).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '~',
      textBlock =
          """
          repeat: 0          => 1:9 "repeat" must be a whole number from 1 to 1000
          repeat: 1001       => 1:9 "repeat" must be a whole number from 1 to 1000
          repeat: often      => 1:9 "repeat" must be a whole number from 1 to 1000
          repeat: 99999999999 => 1:9 "repeat" must be a whole number from 1 to 1000
          timeout: 5 min     => 1:10 "timeout" is no duration: write a duration such as 500ms, 5s, 10m or 1h30m
          name: [a]          => 1:7 "name" must be text
          name: null         => 1:7 "name" must be text
          setup: gcc x.c     => 1:8 "setup" must be a list
          runtime: container => 1:10 runtime "container" is reserved: use process
          runtime: vm        => 1:10 "runtime" must be process
          """)
  void a_mistake_in_a_field_of_the_scenario_is_named(String line, String problem) {
    assertThat(problems(line + "\n" + GOOD, Map.of())).containsExactly(problem);
  }

  @Test
  void all_mistakes_are_said_at_once_in_their_order() {
    // when
    List<String> problems =
        problems(
            """
            repeat: 0
            phases:
              - name: RUNTIME
                comands: [a]
                timeout: soon
            naem: x
            """,
            Map.of());

    // then
    assertThat(problems)
        .containsExactly(
            "1:9 \"repeat\" must be a whole number from 1 to 1000",
            "3:5 a phase has either commands, or a duration to wait",
            "4:5 unknown key \"comands\"; did you mean \"commands\"?",
            "5:14 \"timeout\" is no duration: write a duration such as 500ms, 5s, 10m or 1h30m",
            "6:1 unknown key \"naem\"; did you mean \"name\"?");
  }

  @Test
  void a_misspelt_list_of_phases_is_told_beside_its_absence() {
    assertThat(problems("phase: []", Map.of()))
        .containsExactly(
            "1:1 unknown key \"phase\"; did you mean \"phases\"?",
            "1:1 a scenario needs at least one phase under phases");
  }

  @Test
  void a_key_given_twice_is_a_mistake() {
    assertThat(problems("name: a\nname: b\n" + GOOD, Map.of()))
        .containsExactly("2:1 \"name\" is given twice");
  }

  @Test
  void what_is_no_yaml_is_named_where_it_ends_to_be() {
    assertThat(problems("phases: [\n  {name: A", Map.of()))
        .singleElement()
        .asString()
        .startsWith("2:11 not YAML: ");
    assertThat(problems("phases:\n\t- name: A", Map.of()))
        .singleElement()
        .asString()
        .startsWith("2:1 not YAML: ");
  }

  @Test
  void a_file_without_a_mapping_is_no_scenario() {
    assertThat(problems("", Map.of())).singleElement().asString().startsWith("1:1 a scenario maps");
    assertThat(problems("- a", Map.of()))
        .singleElement()
        .asString()
        .startsWith("1:1 a scenario maps");
  }

  @Test
  void several_documents_are_no_scenario() {
    assertThat(problems(GOOD + "\n---\n" + GOOD, Map.of()))
        .singleElement()
        .asString()
        .contains("not YAML: ");
  }

  @Test
  void a_bomb_of_aliases_and_a_deep_nest_are_refused() {
    // given
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(i, i, i - 1, i - 1));
    }

    // then
    assertThat(problems(bomb.toString(), Map.of())).isNotEmpty();
    assertThat(problems("phases: " + "[".repeat(100) + "]".repeat(100), Map.of()))
        .singleElement()
        .asString()
        .contains("not YAML: ");
  }

  @Test
  void a_class_cannot_be_named() {
    assertThat(problems("name: !!javax.script.ScriptEngineManager []\n" + GOOD, Map.of()))
        .isNotEmpty();
  }

  private List<String> problems(String text, Map<String, String> given) {
    ScenarioException e =
        catchThrowableOfType(ScenarioException.class, () -> parser.parse("tacet.yml", text, given));
    return Objects.requireNonNull(e, "no problem was found").problems().stream()
        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .toList();
  }
}
