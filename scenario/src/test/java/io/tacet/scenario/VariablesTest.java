package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  private static final String ECHO_X =
      """
      variables: {X: default}
      phases:
        - {name: RUNTIME, commands: ["echo -n ${X} end"]}
      """;

  @Test
  void a_value_given_wins_over_the_default() {
    assertThat(Scenarios.words(ECHO_X, Map.of())).containsExactly("echo", "-n", "default", "end");
    assertThat(Scenarios.words(ECHO_X, Map.of("X", "given")))
        .containsExactly("echo", "-n", "given", "end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two words",
        "; rm -rf /",
        "$(reboot)",
        "`reboot`",
        "&& reboot",
        "| tee x > /etc/passwd",
        "a\nreboot\n",
        "\"; reboot; \"",
        "'; reboot; '",
        "\\",
        "\\1 $1 $0",
        "--option=x",
        "${X}",
        "$${X}",
        "- x: [y",
        "größe 🎵"
      })
  void whatever_a_value_holds_it_is_one_word_as_it_is(String value) {
    assertThat(Scenarios.words(ECHO_X, Map.of("X", value)))
        .containsExactly("echo", "-n", value, "end");
  }

  @Test
  void a_value_is_a_part_of_its_word_also_within_quotes() {
    // given
    var text =
        """
        variables: {X: x, Y: y}
        phases:
          - {name: RUNTIME, commands: ['a${X}b${Y} "${X} ${Y}" ''${X}''']}
        """;

    // when
    var words = Scenarios.words(text, Map.of("X", "1 \" ' 2", "Y", "3"));

    // then
    assertThat(words).containsExactly("a1 \" ' 2b3", "1 \" ' 2 3", "1 \" ' 2");
  }

  @Test
  void values_are_replaced_once_so_that_one_can_not_bring_in_another() {
    // given
    var text =
        """
        variables: {A: "${B}", B: "${A}"}
        phases:
          - {name: RUNTIME, commands: [[echo, "${A}", "${B}", "${A}${B}"]]}
        """;

    // when, then
    assertThat(Scenarios.words(text, Map.of())).containsExactly("echo", "${B}", "${A}", "${B}${A}");
  }

  @Test
  void two_dollars_stand_for_the_text_and_what_is_no_variable_stays() {
    // given
    var text =
        """
        variables: {X: x}
        phases:
          - name: RUNTIME
            commands: [[echo, "$${X}", "$$${X}", "$X", "${}", "${X", "${1}", "${X:-y}", "$"]]
        """;

    // when, then
    assertThat(Scenarios.words(text, Map.of()))
        .containsExactly("echo", "${X}", "$${X}", "$X", "${}", "${X", "${1}", "${X:-y}", "$");
  }

  @Test
  void values_go_into_environment_and_directory_too() {
    // given
    var text =
        """
        variables: {X: x}
        phases:
          - {name: RUNTIME, commands: [make], environment: {FLAGS: "-O${X}"}, directory: "a/${X}"}
        """;

    // when
    Phase phase = Scenarios.parse(text, Map.of("X", "2; $(id)")).phases().get(0);

    // then
    assertThat(phase.environment()).isEqualTo(Map.of("FLAGS", "-O2; $(id)"));
    assertThat(phase.directory()).isEqualTo("a/2; $(id)");
  }

  @Test
  void a_value_can_not_lead_out_of_the_source_nor_become_an_assignment_or_no_program() {
    // given
    var text =
        """
        variables: {X: x}
        phases:
          - name: RUNTIME
            directory: ${X}
            commands:
              - ${X} y
        """;

    // when, then
    assertThat(Scenarios.problems(text, Map.of("X", "../..")))
        .containsExactly("4:16 \"directory\" must be a path inside the source, without \"..\"");
    assertThat(Scenarios.problems(text, Map.of("X", "/etc")))
        .containsExactly("4:16 \"directory\" must be a path inside the source, without \"..\"");
    assertThat(Scenarios.problems(text, Map.of("X", "LD_PRELOAD=evil.so")))
        .containsExactly(
            "6:9 \"LD_PRELOAD=evil.so\" is no program: set variables under environment");
    assertThat(Scenarios.problems(text, Map.of("X", "")))
        .containsExactly("6:9 a command needs a program");
    assertThat(Scenarios.problems(text, Map.of("X", "a\0b")))
        .containsExactly(
            "4:16 \"directory\" must be a path inside the source, without \"..\"",
            "6:9 a word must not contain the character NUL");
  }

  @Test
  void a_value_with_nul_can_not_get_into_the_environment() {
    // given
    var text =
        """
        variables: {X: x}
        phases:
          - {name: RUNTIME, commands: [make], environment: {A: "${X}"}}
        """;

    // when, then
    assertThat(Scenarios.problems(text, Map.of("X", "a\0b")))
        .containsExactly("3:56 \"A\" must not contain the character NUL");
  }

  @Test
  void a_variable_that_is_not_declared_is_told_where_it_is_used() {
    // given
    var text =
        """
        variables: {LEVEL: 6}
        phases:
          - name: RUNTIME
            commands:
              - gzip -${LEVLE} data
              - [gzip, "${OTHER}"]
        """;

    // when, then
    assertThat(Scenarios.problems(text))
        .containsExactly(
            "5:9 variable \"LEVLE\" is not declared; did you mean \"LEVEL\"?",
            "6:16 variable \"OTHER\" is not declared: declare it under variables, or write"
                + " $${OTHER} for the text");
  }

  @Test
  void a_value_for_what_is_not_declared_is_told() {
    assertThat(Scenarios.problems(ECHO_X, Map.of("x", "1")))
        .containsExactly(
            "1:1 a value was given for variable \"x\", which is not declared under variables;"
                + " did you mean \"X\"?");
  }

  @Test
  void a_variable_without_default_needs_a_value() {
    // given
    var text =
        """
        variables:
          X: null
        phases:
          - {name: RUNTIME, commands: ["echo ${X}"]}
        """;

    // when, then
    assertThat(Scenarios.problems(text))
        .containsExactly("2:6 variable \"X\" has no default and no value was given");
    assertThat(Scenarios.words(text, Map.of("X", "1"))).containsExactly("echo", "1");
  }
}
