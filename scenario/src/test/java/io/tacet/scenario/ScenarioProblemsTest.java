package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioProblemsTest {

  private static final String PHASES = "phases: [{name: RUNTIME, commands: [make]}]\n";

  static Stream<Arguments> scenariosAndTheirOneProblem() {
    return Stream.of(
        // keys
        wrong(PHASES + "repaet: 3", "2:1 unknown key \"repaet\"; did you mean \"repeat\"?"),
        wrong(
            PHASES + "colour: red",
            "2:1 unknown key \"colour\"; known here: name, repeat, timeout, variables, setup,"
                + " phases, environment, directory, network, runtime"),
        wrong(PHASES + "[a]: b", "2:1 unknown key \"\"; known here: name,"),
        wrong(PHASES + "<<: {repeat: 2}", "2:1 unknown key \"<<\"; known here: name,"),
        wrong(PHASES + "name: a\nname: b", "3:1 \"name\" is given twice"),
        // the whole
        wrong("- a\n- b", "1:1 a scenario maps name, phases, … to values"),
        wrong("just text", "1:1 a scenario maps name, phases, … to values"),
        wrong("name: nothing to do", "1:1 a scenario needs at least one phase under phases"),
        wrong(PHASES + "name: null", "2:7 \"name\" must be text"),
        wrong(PHASES + "name: " + "x".repeat(201), "2:7 \"name\" must be one line of at most 200"),
        wrong(PHASES + "name: \"a\\nb\"", "2:7 \"name\" must be one line of at most 200"),
        wrong(PHASES + "name: [a]", "2:7 \"name\" must be text"),
        wrong(PHASES + "runtime: container", "2:10 runtime \"container\" is reserved: use process"),
        wrong(PHASES + "runtime: vm", "2:10 \"runtime\" must be process"),
        wrong(PHASES + "network: bridge", "2:10 \"network\" must be host or none"),
        wrong(PHASES + "network: [none]", "2:10 \"network\" must be text"),
        wrong(PHASES + "environment: [A]", "2:14 \"environment\" must map names to values"),
        wrong(PHASES + "directory: ../x", "2:12 \"directory\" must be a path inside the source"),
        wrong(PHASES + "repeat: '3'", "2:9 \"repeat\" must be a whole number from 1 to 1000"),
        wrong(PHASES + "repeat: 010", "2:9 \"repeat\" must be a whole number from 1 to 1000"),
        wrong(PHASES + "repeat: 0", "2:9 \"repeat\" must be a whole number from 1 to 1000"),
        wrong(PHASES + "repeat: -3", "2:9 \"repeat\" must be a whole number from 1 to 1000"),
        wrong(PHASES + "repeat: 1001", "2:9 \"repeat\" must be a whole number from 1 to 1000"),
        wrong(PHASES + "repeat: 1.5", "2:9 \"repeat\" must be a whole number from 1 to 1000"),
        wrong(PHASES + "repeat: 99999999999", "2:9 \"repeat\" must be a whole number"),
        wrong(PHASES + "repeat: [1]", "2:9 \"repeat\" must be a whole number"),
        wrong(PHASES + "timeout: 5", "2:10 \"timeout\" is no duration: write a duration such as"),
        wrong(PHASES + "timeout: {a: b}", "2:10 \"timeout\" is no duration"),
        wrong(PHASES + "variables: [A]", "2:12 \"variables\" must map names to values"),
        wrong(PHASES + "variables: {1A: x}", "2:13 \"1A\" is no name for variables"),
        wrong(PHASES + "variables: {A: x, A: y}", "2:19 \"A\" is given twice"),
        wrong(PHASES + "variables: {A: [x]}", "2:16 \"A\" must be text"),
        wrong(PHASES + "setup: make", "2:8 \"setup\" must be a list"),
        wrong(PHASES + "setup: [{run: make}]", "2:9 a command is a line of text or a list"),
        // phases
        wrong("phases: {name: RUNTIME}", "1:9 \"phases\" must be a list"),
        wrong("phases: [RUNTIME]", "1:10 a phase maps name, commands, … to values"),
        wrong("phases: [{commands: [make]}]", "1:10 a phase needs a name"),
        wrong(
            "phases:\n- {name: A, commands: [make]}\n- {name: '001_[A', duration: 1s}",
            "3:10 \"001_[A\" is no name"),
        wrong(
            "phases:\n- {name: A, commands: [make]}\n- {name: '001_[A]', duration: 1s}",
            "3:3 a phase named \"A\" is there already"),
        phase("name: SETUP, duration: 1s", "1:17 \"SETUP\" is reserved: list its commands"),
        phase("name: null, duration: 1s", "1:17 \"name\" must be text"),
        phase("name: A", "1:10 a phase has either commands, or a duration to wait"),
        phase(
            "name: A, duration: 1s, commands: [make]",
            "1:10 a phase has either commands, or a duration to wait"),
        phase("name: A, commands: []", "1:10 a phase needs at least one command"),
        phase("name: A, duration: 1", "1:30 \"duration\" is no duration"),
        phase("name: A, duration: 1s, mesured: true", "did you mean \"measured\"?"),
        phase("name: A, duration: 1s, measured: maybe", "\"measured\" must be true or false"),
        phase("name: A, duration: 1s, measured: yes", "\"measured\" must be true or false"),
        phase("name: A, duration: 1s, measured: 'true'", "\"measured\" must be true or false"),
        phase("name: A, commands: [make], directory: /etc", "must be a path inside the source"),
        phase("name: A, commands: [make], directory: a/../../b", "must be a path inside"),
        phase("name: A, commands: [make], directory: a/../b", "must be a path inside"),
        phase(
            "name: A, duration: 1s, runtime: container", "1:43 runtime \"container\" is reserved"),
        phase("name: A, duration: 1s, network: lan", "1:43 \"network\" must be host or none"),
        phase("name: A, commands: [make], environment: [A]", "must map names to values"),
        phase("name: A, commands: [make], environment: {A-B: x}", "\"A-B\" is no name for"),
        phase("name: A, commands: [make], allowed-exit-codes: 1", "must be a list"),
        phase(
            "name: A, commands: [make], allowed-exit-codes: [256]",
            "1:59 \"allowed-exit-codes\" must be a whole number from 0 to 255"),
        phase("name: A, commands: [make], allowed-exit-codes: [-1]", "from 0 to 255"),
        phase(
            "name: A, commands: [make], allowed-exit-codes: []",
            "1:58 \"allowed-exit-codes\" needs at least one code"),
        // commands
        phase("name: A, commands: make", "\"commands\" must be a list"),
        phase("name: A, commands: ['']", "1:31 a command needs at least one word"),
        phase("name: A, commands: [[]]", "1:31 a command needs a program"),
        phase("name: A, commands: [['', x]]", "1:31 a command needs a program"),
        phase("name: A, commands: [[make, [x]]]", "1:38 \"word\" must be text"),
        phase("name: A, commands: [\"a 'b\"]", "1:31 the single quote at character 3 of the"),
        phase("name: A, commands: ['a; b']", "1:31 \";\" has no meaning without a shell"),
        phase("name: A, commands: [CC=gcc make]", "1:31 \"CC=gcc\" is no program: set variables"),
        phase("name: A, commands: [\"a\\0b\"]", "1:31 a word must not contain the character NUL"));
  }

  private static Arguments wrong(String text, String problem) {
    return Arguments.of(text, problem);
  }

  private static Arguments phase(String inner, String problem) {
    return Arguments.of("phases: [{" + inner + "}]", problem);
  }

  @ParameterizedTest
  @MethodSource("scenariosAndTheirOneProblem")
  void what_is_wrong_is_told_with_its_line_and_column(String text, String problem) {
    assertThat(Scenarios.problems(text)).singleElement().asString().contains(problem);
  }

  @Test
  void all_that_is_wrong_is_told_at_once_in_the_order_of_the_file() {
    // given
    var text =
        """
        timeout: soon
        repaet: 3
        phases:
          - name: runtime
            commands:
              - echo 'a
              - echo ${X}
          - {name: IDLE, duration: 0s}
        """;

    // when, then
    assertThat(Scenarios.problems(text, Map.of("Y", "1")))
        .extracting(problem -> problem.substring(0, problem.indexOf(' ')))
        .containsExactly("1:1", "1:10", "2:1", "4:11", "6:9", "7:9", "8:28");
  }

  @Test
  void the_message_names_the_file_and_counts_what_it_leaves_out() {
    // given
    var text = PHASES + "setup: [" + "'a;', ".repeat(25) + "]";

    // when, then
    assertThatThrownBy(() -> new ScenarioParser().parse("bench/tacet.yml", text, Map.of()))
        .isInstanceOf(ScenarioException.class)
        .message()
        .satisfies(
            message -> {
              assertThat(message).startsWith("bench/tacet.yml:2:9: \";\" has no meaning");
              assertThat(message).endsWith("\n(and 5 more)");
              assertThat(message.lines()).hasSize(21);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a remark\n", "---\n", "---\n...\n", "null", "~"})
  void an_empty_file_is_no_scenario(String text) {
    assertThat(Scenarios.problems(text))
        .singleElement()
        .asString()
        .matches("\\d:\\d a scenario maps name, phases, … to values");
  }

  static Stream<Arguments> textsThatAreNoYaml() {
    return Stream.of(
        wrong("phases:\n\t- name: A", "2:1 not YAML: found character '\\t(TAB)'"),
        wrong("name: [a", "not YAML: "),
        wrong("name: \"a\nphases: 1", "not YAML: "),
        wrong("name: a: b", "1:8 not YAML: mapping values are not allowed here"),
        wrong("name: *nobody", "1:7 not YAML: found undefined alias nobody"),
        wrong("a: b\n---\nc: d\n", "2:1 not YAML: but found another document"),
        wrong("name: a\nrepeat: \u0007", "2:9 not YAML: the character U+0007 is not allowed"),
        wrong("name: 🎵 \0", "1:9 not YAML: the character U+0000 is not allowed"));
  }

  @ParameterizedTest
  @MethodSource("textsThatAreNoYaml")
  void what_is_no_yaml_is_told_with_its_place(String text, String problem) {
    assertThat(Scenarios.problems(text)).singleElement().asString().contains(problem);
  }

  @Test
  void a_misspelt_list_of_phases_is_told_beside_its_absence() {
    assertThat(Scenarios.problems("phase: []"))
        .containsExactly(
            "1:1 unknown key \"phase\"; did you mean \"phases\"?",
            "1:1 a scenario needs at least one phase under phases");
  }
}
