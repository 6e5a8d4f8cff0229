package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts made to do harm end as problems, soon and without much memory. */
@Timeout(60)
class HostileScenarioTest {

  private static final String PHASES = "phases: [{name: RUNTIME, commands: [make]}]\n";

  @Test
  void a_text_that_is_too_long_is_not_read() {
    assertThat(Scenarios.problems("# " + "x".repeat(ScenarioParser.LONGEST)))
        .containsExactly("1:1 a scenario has at most 262144 characters");
  }

  @Test
  void lists_in_lists_without_end_are_not_read() {
    assertThat(Scenarios.problems("a: " + "[".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("not YAML: Nesting Depth exceeded max 20");
  }

  @Test
  void lists_that_multiply_by_reference_are_not_read() {
    // given
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String reference = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (reference + ", ").repeat(9) + "]\n");
    }

    // when, then
    assertThat(Scenarios.problems(bomb.toString()))
        .singleElement()
        .asString()
        .contains("not YAML: Number of aliases for non-scalar nodes exceeds the specified max=20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phases: &p [*p]",
        "phases: &p [{name: RUNTIME, commands: *p}]",
        "phases: [&p {name: RUNTIME, commands: [make], environment: *p}]",
        "phases: [{name: RUNTIME, commands: &c [*c]}]",
        "&all phases: [{name: RUNTIME, commands: [&c [make, *c]]}]"
      })
  void what_holds_itself_is_a_problem_and_no_endless_loop(String text) {
    assertThat(Scenarios.problems(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: !!java.net.URL [\"http://localhost/\"]",
        "name: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "name: !<tag:yaml.org,2002:java.io.File> {a: b}"
      })
  void a_tag_can_not_name_a_class(String line) {
    assertThat(Scenarios.problems(PHASES + line))
        .singleElement()
        .asString()
        .startsWith("2:7 not YAML: Global tag is not allowed: tag:yaml.org,2002:java");
  }

  @Test
  void a_duration_of_very_many_parts_is_a_problem_like_any_other() {
    assertThat(Scenarios.problems(PHASES + "timeout: " + "1s".repeat(100_000)))
        .singleElement()
        .asString()
        .startsWith("2:10 \"timeout\" is no duration");
  }

  @Test
  void a_message_stays_short_however_long_what_is_wrong() {
    // given
    var text = PHASES + "? &k " + "x".repeat(100_000) + "\n: 1\n" + "*k : 1\n".repeat(30);

    // when
    List<String> problems = Scenarios.problems(text);

    // then
    assertThat(problems).hasSize(31);
    assertThat(problems).extracting(String::length).allMatch(length -> length < 600);
    assertThat(problems.get(0)).startsWith("2:3 unknown key \"xxx").endsWith("…");
  }

  @Test
  void a_phase_has_not_more_commands_than_can_wait_at_once() {
    assertThat(
            Scenarios.problems(
                "phases: [{name: RUNTIME, commands: [" + "make, ".repeat(257) + "]}]"))
        .containsExactly("1:36 \"commands\" has more than 256 commands: write a script");
    assertThat(
            Scenarios.parse("phases: [{name: RUNTIME, commands: [" + "make, ".repeat(256) + "]}]")
                .phases()
                .get(0)
                .commands())
        .hasSize(256);
  }
}
