package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {

  private final ScenarioParser parser = new ScenarioParser();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "; rm -rf /",
        "$(reboot)",
        "`reboot`",
        "a b",
        "a\nb",
        "' \" \\",
        "${OTHER}",
        "$${OTHER}",
        "-x"
      })
  void a_value_is_never_more_than_part_of_a_word(String value) throws ScenarioException {
    // when
    List<String> words = words("tool --input=${INPUT} end", Map.of("INPUT", value));

    // then
    assertThat(words).containsExactly("tool", "--input=" + value, "end");
  }

  @Test
  void a_value_may_be_empty_and_keeps_its_word() throws ScenarioException {
    assertThat(words("tool ${INPUT} end", Map.of("INPUT", ""))).containsExactly("tool", "", "end");
  }

  @Test
  void a_doubled_dollar_stands_for_the_text() throws ScenarioException {
    assertThat(words("tool '$${INPUT}' '${INPUT}'", Map.of("INPUT", "v")))
        .containsExactly("tool", "${INPUT}", "v");
  }

  @Test
  void a_default_stands_in_for_a_value() throws ScenarioException {
    assertThat(words("tool ${OTHER}", Map.of("INPUT", "v"))).containsExactly("tool", "7");
  }

  @Test
  void a_variable_that_is_not_declared_is_a_mistake() {
    assertThatThrownBy(() -> words("tool ${INPTU}", Map.of("INPUT", "v")))
        .hasMessage("tacet.yml:2:31: variable \"INPTU\" is not declared; did you mean \"INPUT\"?");
  }

  @Test
  void a_variable_without_value_and_default_is_a_mistake() {
    assertThatThrownBy(() -> words("tool ${INPUT}", Map.of()))
        .hasMessage("tacet.yml:1:20: variable \"INPUT\" has no default and no value was given");
  }

  @Test
  void a_value_for_what_is_not_declared_is_a_mistake() {
    assertThatThrownBy(() -> words("tool", Map.of("INPUT", "v", "LEVEL", "9")))
        .hasMessage(
            "tacet.yml:1:1: a value was given for variable \"LEVEL\", which is not declared under"
                + " variables");
  }

  private List<String> words(String command, Map<String, String> given) throws ScenarioException {
    String text =
        "variables: {INPUT: null, OTHER: 7}\nphases: [{name: A, commands: [\""
            + command.replace("\\", "\\\\").replace("\"", "\\\"")
            + "\"]}]\n";
    return parser.parse("tacet.yml", text, given).phases().get(0).commands().get(0).words();
  }
}
