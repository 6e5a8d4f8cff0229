package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the verb accuracy sends, and how it shows what comes back. */
final class AccuracyVerbsTest extends ConnectedTest {

  private static final String WINDOW =
      """
      {"at":"2026-11-21T02:00:00Z","verdict":"FAILED",
       "reason":"energy has drifted by 9.45 % from its reference 100.500, above 3.00 %.",
       "runs":["0j1","0j2"],
       "figures":[{"metric":"energy","detail":null,"unit":"µJ","values":[110.0,null],"mean":110.0,
                   "deviation":0.5,"relativeDeviation":0.0045,"threshold":0.01,"reference":100.5,
                   "drift":0.0945,"driftBound":0.03,"passed":false,"why":"has drifted"}]}
      """;
  private static final String CONTROL =
      """
      {"machine":"m1","owner":"olga","state":"FAILED","reason":"energy has drifted",
       "quarantined":true,"windowSince":"2026-11-21T01:00:00Z","nextAt":null,"job":null,
       "problem":null,"reference":[{"metric":"energy","detail":null,"mean":100.5}],"last":%s,
       "plan":{"job":{"command":["control"]},"everySeconds":21600,"window":5,"least":3,
               "deviation":"RELATIVE","phase":"RUNTIME","metrics":[{"metric":"energy"}]}}
      """
          .formatted(WINDOW);

  @Test
  void setSendsThePlanWithPercentAsParts() throws IOException {
    // given
    server.answersJson("/api/v1/accuracy/m1", CONTROL);

    // when
    int code =
        terminal.run(
            "accuracy",
            "set",
            "m1",
            "--repo",
            "https://h/control.git",
            "--ref",
            "main",
            "--metric",
            "energy",
            "--metric",
            "time",
            "--threshold",
            "1.5",
            "--every",
            "12h",
            "--least",
            "4");

    // then
    assertThat(code).as(terminal.err()).isZero();
    assertThat(terminal.out()).contains("Machine m1 is controlled: over the last 5 runs");
    assertThat(server.requests().get(0).method()).isEqualTo("PUT");
    JsonNode sent = new ObjectMapper().readTree(server.requests().get(0).body());
    assertThat(sent.path("threshold").decimalValue()).isEqualByComparingTo("0.015");
    assertThat(sent.path("drift").isNull()).isTrue();
    assertThat(sent.path("everySeconds").asLong()).isEqualTo(43_200);
    assertThat(sent.path("least").asInt()).isEqualTo(4);
    assertThat(sent.at("/job/source/ref").asText()).isEqualTo("main");
    assertThat(sent.at("/metrics/1/metric").asText()).isEqualTo("time");

    // when
    terminal.run("accuracy", "set", "m1", "-c", "x", "--metric", "t", "--absolute", "--drift", "2");

    // then
    JsonNode absolute = new ObjectMapper().readTree(server.requests().get(1).body());
    assertThat(absolute.path("deviation").asText()).isEqualTo("ABSOLUTE");
    assertThat(absolute.path("drift").decimalValue()).isEqualByComparingTo("2");
    assertThat(terminal.run("accuracy", "set", "m1", "--metric", "t")).isEqualTo(2);
    assertThat(terminal.run("accuracy", "set", "m1", "-c", "x")).isEqualTo(2);
  }

  @Test
  void listShowAndWindowsSayWhy() {
    // given
    server.answersJson("/api/v1/accuracy", "{\"items\":[" + CONTROL + "]}");
    server.answersJson("/api/v1/accuracy/m1", CONTROL);
    server.answersJson("/api/v1/accuracy/m1/windows", "{\"items\":[" + WINDOW + "]}");

    // when
    int codes =
        terminal.run("accuracy")
            + terminal.run("accuracy", "show", "m1")
            + terminal.run("accuracy", "windows", "m1");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("Accuracy of m1  FAILED, in quarantine")
        .contains("0.45 %    100.500  no: has drifted  110.000 -")
        .contains("2026-11-21 02:00:00 UTC  FAILED      2  energy has drifted by 9.45 %");
  }

  @Test
  void checkAndRemove() {
    // given
    server.answersJson("/api/v1/accuracy/m1/check", CONTROL);
    server.answers("/api/v1/accuracy/m1", 204, "application/json", "");

    // when
    int codes =
        terminal.run("accuracy", "check", "m1", "--new-reference", "--reason", "new fan")
            + terminal.run("accuracy", "remove", "m1");

    // then
    assertThat(codes).as(terminal.err()).isZero();
    assertThat(server.requests().get(0).body())
        .isEqualTo("{\"reason\":\"new fan\",\"newReference\":true}");
    assertThat(terminal.out())
        .isEqualTo(
            """
            Machine m1 is measured anew: at least 3 runs.
            Machine m1 is no longer controlled.
            """);
  }
}
