package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioSizeTest {

  private final ScenarioParser parser = new ScenarioParser();

  @Test
  void a_job_may_have_a_thousand_runs_of_phases() throws ScenarioException {
    // when
    Scenario scenario = parser.parse("tacet.yml", "repeat: 100\n" + phases(10), Map.of());

    // then
    assertThat(scenario.repeat()).isEqualTo(100);
    assertThat(scenario.phases()).hasSize(10);
  }

  @Test
  void more_runs_than_a_status_can_hold_are_refused() {
    assertThatThrownBy(() -> parser.parse("tacet.yml", "repeat: 101\n" + phases(10), Map.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("tacet.yml:1:9: 101 repeats of 10 phases are 1010 runs; a job may have 1000");
  }

  @Test
  void a_scenario_has_at_most_a_hundred_phases() {
    assertThatThrownBy(() -> parser.parse("tacet.yml", phases(101), Map.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("tacet.yml:2:1: a scenario has at most 100 phases");
  }

  private static String phases(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "- {name: P" + i + ", duration: 1s}\n")
        .collect(Collectors.joining("", "phases:\n", ""));
  }
}
