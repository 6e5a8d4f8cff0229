package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scenario says for all its commands, and a phase for its own. */
class SurroundingsTest {

  @Test
  void what_the_scenario_says_holds_for_setup_and_phases_that_say_nothing() {
    // when
    Scenario scenario =
        Scenarios.parse(
            """
            environment: {LANG: C, LEVEL: 6}
            directory: bench
            setup: [make data]
            phases:
              - {name: RUNTIME, commands: [make run]}
            """);

    // then
    assertThat(List.of(scenario.setup().orElseThrow(), scenario.phases().get(0)))
        .allSatisfy(
            phase -> {
              assertThat(phase.environment()).isEqualTo(Map.of("LANG", "C", "LEVEL", "6"));
              assertThat(phase.directory()).isEqualTo("bench");
            });
  }

  @Test
  void a_phase_adds_to_the_environment_and_wins_over_it() {
    // when
    Scenario scenario =
        Scenarios.parse(
            """
            environment: {A: scenario, B: scenario}
            directory: bench
            phases:
              - name: RUNTIME
                environment: {B: phase, C: phase}
                directory: other
                commands: [make]
            """);

    // then
    Phase phase = scenario.phases().get(0);
    assertThat(phase.environment()).isEqualTo(Map.of("A", "scenario", "B", "phase", "C", "phase"));
    assertThat(phase.directory()).isEqualTo("other");
  }

  @Test
  void values_of_variables_go_into_what_the_scenario_says() {
    // when
    Scenario scenario =
        Scenarios.parse(
            """
            variables: {X: x}
            environment: {A: "a ${X}"}
            directory: b/${X}
            phases: [{name: RUNTIME, commands: [make]}]
            """,
            Map.of("X", "y"));

    // then
    Phase phase = scenario.phases().get(0);
    assertThat(phase.environment()).isEqualTo(Map.of("A", "a y"));
    assertThat(phase.directory()).isEqualTo("b/y");
  }

  @Test
  void the_network_is_the_machines_unless_scenario_or_phase_say_no() {
    // when
    Scenario open = Scenarios.parse("phases: [{name: A, duration: 1s}]");
    Scenario closed =
        Scenarios.parse(
            """
            network: none
            setup: [make fetch]
            phases:
              - {name: A, commands: [make]}
              - {name: B, commands: [make], network: host}
            """);

    // then
    assertThat(open.phases()).extracting(Phase::network).containsExactly(Network.HOST);
    assertThat(closed.phases())
        .extracting(Phase::network)
        .containsExactly(Network.NONE, Network.HOST);
    assertThat(closed.setup().orElseThrow().network()).isEqualTo(Network.HOST);
  }

  @Test
  void a_runtime_is_named_by_scenario_or_phase() {
    assertThat(
            Scenarios.parse(
                    "{runtime: process, phases: [{name: A, duration: 1s, runtime: process}]}")
                .phases())
        .hasSize(1);
  }
}
