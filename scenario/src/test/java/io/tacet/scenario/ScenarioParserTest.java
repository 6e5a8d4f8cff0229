package io.tacet.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioParserTest {

  private static final String WHOLE =
      """
      name: gzip at three levels
      repeat: 3
      timeout: 1h
      runtime: process
      network: host
      variables: {LEVEL: 6}
      setup:
        - make data
      phases:
        - {name: IDLE, duration: 5s}
        - name: RUNTIME
          timeout: 2m
          environment: {GZIP: "-${LEVEL}", N: 1}
          directory: bench
          allowed-exit-codes: [0, 2]
          commands:
            - gzip -k "my data"
            - [sh, -c, "ls | wc -l"]
        - {name: REMOVAL, measured: false, commands: [make clean]}
      """;

  @Test
  void a_scenario_is_read_whole_its_phases_in_order() {
    // when
    Scenario scenario = Scenarios.parse(WHOLE);

    // then
    Phase idle =
        new Phase(
            "IDLE",
            List.of(),
            Optional.of(Duration.ofSeconds(5)),
            true,
            Optional.empty(),
            Map.of(),
            ".",
            Set.of(0),
            Network.HOST);
    Phase runtime =
        new Phase(
            "RUNTIME",
            List.of(
                new Command(List.of("gzip", "-k", "my data")),
                new Command(List.of("sh", "-c", "ls | wc -l"))),
            Optional.empty(),
            true,
            Optional.of(Duration.ofMinutes(2)),
            Map.of("GZIP", "-6", "N", "1"),
            "bench",
            Set.of(0, 2),
            Network.HOST);
    Phase removal = Phase.of("REMOVAL", false, List.of(new Command(List.of("make", "clean"))));
    Phase setup = Phase.of("SETUP", false, List.of(new Command(List.of("make", "data"))));
    assertThat(scenario)
        .isEqualTo(
            new Scenario(
                "gzip at three levels",
                3,
                Optional.of(setup),
                List.of(idle, runtime, removal),
                Optional.of(Duration.ofHours(1))));
  }

  @Test
  void what_is_not_said_has_its_default() {
    // when
    Scenario scenario = Scenarios.parse("phases: [{name: RUNTIME, commands: [make]}]");

    // then
    assertThat(scenario.name()).isEmpty();
    assertThat(scenario.repeat()).isEqualTo(1);
    assertThat(scenario.setup()).isEmpty();
    assertThat(scenario.timeout()).isEmpty();
    assertThat(scenario.phases())
        .containsExactly(Phase.of("RUNTIME", true, List.of(new Command(List.of("make")))));
  }

  @ParameterizedTest
  @CsvSource({"RUNTIME, RUNTIME", "004_[RUNTIME], RUNTIME", "000_[MY-PHASE_2], MY-PHASE_2", "B, B"})
  void a_phase_is_named_barely_or_as_gmt_does(String written, String name) {
    assertThat(Scenarios.parse("phases: [{name: \"" + written + "\", commands: [make]}]").phases())
        .extracting(Phase::name)
        .containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "runtime",
        "Runtime",
        "RUN TIME",
        "4_[RUNTIME]",
        "004_[RUNTIME",
        "004_RUNTIME]",
        "RUNTIME]",
        "[RUNTIME]",
        "../RUNTIME",
        "1RUNTIME",
        "ÄTSCH",
        "''"
      })
  void other_names_are_refused(String written) {
    assertThat(Scenarios.problems("phases: [{name: \"" + written + "\", commands: [make]}]"))
        .containsExactly(
            "1:17 \""
                + written
                + "\" is no name of a phase: capital letters, digits, - and _, e.g. RUNTIME");
  }

  @Test
  void a_command_of_listed_words_is_taken_as_it_is() {
    assertThat(
            Scenarios.words(
                "phases: [{name: RUNTIME, commands: [[echo, '', ' a ', '; \"x', 1, true]]}]",
                Map.of()))
        .containsExactly("echo", "", " a ", "; \"x", "1", "true");
  }

  @Test
  void numbers_and_truth_values_are_text_as_they_are_written() {
    // when
    Phase phase =
        Scenarios.parse(
                "phases: [{name: RUNTIME, commands: [make],"
                    + " environment: {A: 010, B: 1.50, C: yes, D: 2026-01-01, E: ''}}]")
            .phases()
            .get(0);

    // then
    assertThat(phase.environment())
        .isEqualTo(Map.of("A", "010", "B", "1.50", "C", "yes", "D", "2026-01-01", "E", ""));
  }

  @Test
  void a_byte_order_mark_and_lines_of_windows_do_no_harm() {
    assertThat(Scenarios.parse("\uFEFF" + WHOLE.replace("\n", "\r\n")))
        .isEqualTo(Scenarios.parse(WHOLE));
  }

  @Test
  void a_value_may_be_written_once_and_used_again() {
    // given
    var text =
        """
        setup: &c [make]
        phases:
          - {name: A, commands: *c}
          - {name: B, commands: *c}
        """;

    // when, then
    assertThat(Scenarios.parse(text).phases())
        .allSatisfy(
            phase -> assertThat(phase.commands()).containsExactly(new Command(List.of("make"))));
  }

  @Test
  void a_bare_command_is_one_measured_phase() {
    assertThat(Scenario.ofCommand(List.of("echo", "a b")))
        .isEqualTo(Scenarios.parse("phases: [{name: RUNTIME, commands: [[echo, a b]]}]"));
  }

  @Test
  void a_phase_lasts_as_long_as_its_wait_or_its_timeout() {
    // when
    List<Phase> phases =
        Scenarios.parse(
                """
                phases:
                  - {name: A, duration: 5s, timeout: 9s}
                  - {name: B, commands: [make], timeout: 9s}
                  - {name: C, commands: [make]}
                """)
            .phases();

    // then
    assertThat(phases.get(0).longest()).contains(Duration.ofSeconds(5));
    assertThat(phases.get(1).longest()).contains(Duration.ofSeconds(9));
    assertThat(phases.get(2).longest()).isEmpty();
  }

  @Test
  void an_empty_setup_is_none() {
    assertThat(Scenarios.parse("{setup: [], phases: [{name: A, duration: 1s}]}").setup()).isEmpty();
  }

  @Test
  void values_go_into_the_setup_too() {
    assertThat(
            Scenarios.parse(
                    "{variables: {CORPUS: x}, setup: ['cp ${CORPUS} input'],"
                        + " phases: [{name: A, duration: 1s}]}",
                    Map.of("CORPUS", "/data/corpus"))
                .setup())
        .contains(
            Phase.of("SETUP", false, List.of(new Command(List.of("cp", "/data/corpus", "input")))));
  }
}
