package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScenarioParserTest {

  private final ScenarioParser parser = new ScenarioParser();

  @Test
  void every_field_of_a_scenario_is_read() throws ScenarioException {
    // when
    Scenario scenario =
        parser.parse(
            "tacet.yml",
            """
            name: gzip at three levels
            repeat: 3
            timeout: 1h30m
            runtime: process
            network: host
            variables: {LEVEL: 6, CORPUS: /data/corpus}
            setup:
              - cp ${CORPUS} input
            phases:
              - {name: BASELINE, duration: 500ms}
              - name: 004_[RUNTIME]
                timeout: 2m
                directory: sub/dir
                measured: false
                environment: {MODE: "fast ${LEVEL}", N: 4}
                allowed-exit-codes: [0, 3]
                commands:
                  - gzip -k -${LEVEL} input
                  - [sh, -c, "ls | wc -l"]
            """,
            Map.of("LEVEL", "9"));

    // then
    assertThat(scenario)
        .isEqualTo(
            new Scenario(
                "gzip at three levels",
                3,
                Optional.of(
                    Phase.of(
                        "SETUP",
                        false,
                        List.of(new Command(List.of("cp", "/data/corpus", "input"))))),
                List.of(
                    new Phase(
                        "BASELINE",
                        List.of(),
                        Optional.of(Duration.ofMillis(500)),
                        true,
                        Optional.empty(),
                        Map.of(),
                        ".",
                        Set.of(0)),
                    new Phase(
                        "RUNTIME",
                        List.of(
                            new Command(List.of("gzip", "-k", "-9", "input")),
                            new Command(List.of("sh", "-c", "ls | wc -l"))),
                        Optional.empty(),
                        false,
                        Optional.of(Duration.ofMinutes(2)),
                        Map.of("MODE", "fast 9", "N", "4"),
                        "sub/dir",
                        Set.of(0, 3))),
                Optional.of(Duration.ofMinutes(90))));
  }

  @Test
  void what_is_left_out_has_its_usual_value() throws ScenarioException {
    // when
    Scenario scenario =
        parser.parse("tacet.yml", "phases: [{name: RUNTIME, commands: ['true']}]", Map.of());

    // then
    assertThat(scenario.name()).isEmpty();
    assertThat(scenario.repeat()).isEqualTo(1);
    assertThat(scenario.setup()).isEmpty();
    assertThat(scenario.timeout()).isEmpty();
    assertThat(scenario.phases().get(0))
        .isEqualTo(Phase.of("RUNTIME", true, List.of(new Command(List.of("true")))));
  }

  @Test
  void an_empty_setup_is_none() throws ScenarioException {
    assertThat(
            parser
                .parse("tacet.yml", "{setup: [], phases: [{name: A, duration: 1s}]}", Map.of())
                .setup())
        .isEmpty();
  }
}
