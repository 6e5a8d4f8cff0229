package io.tacet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verb dashboards: whose it writes, where, and what it refuses. */
final class DashboardVerbTest {

  @TempDir private Path directory;

  @Test
  void writesOnePerMachineAndRemovesThoseOfMachinesThatAreGone() throws IOException {
    // given
    Path dashboards = Files.createDirectories(directory.resolve("g/dashboards"));
    Files.writeString(dashboards.resolve("node-gone.json"), "{}");
    Files.writeString(dashboards.resolve("mine.json"), "{}");
    RecordingTerminal terminal = new RecordingTerminal(directory).with("TACET_TOKEN", "t");
    try (FakeService server = new FakeService()) {
      server.answers(
          "/api/v1/machines",
          200,
          "application/json",
          "{\"items\":[" + machine("m1", "ONLINE") + "," + machine("m2", "RETIRED") + "]}");

      // when
      int code =
          terminal.run(
              "dashboards",
              directory.resolve("g").toString(),
              "--range",
              "24h",
              "--refresh",
              "off",
              "--place",
              "/srv/boards",
              "--server",
              server.url());

      // then
      assertThat(code).as(terminal.err()).isZero();
    }
    assertThat(dashboards.resolve("node-m1.json"))
        .content()
        .contains("\"from\" : \"now-24h\"", "\"refresh\" : \"\"", "\"title\" : \"Tacet: m1\"");
    assertThat(dashboards.resolve("node-m2.json")).doesNotExist();
    assertThat(dashboards.resolve("node-gone.json")).doesNotExist();
    assertThat(dashboards.resolve("mine.json")).exists();
    assertThat(directory.resolve("g/provisioning/dashboards/tacet.yaml"))
        .content()
        .contains("path: '/srv/boards'");
    assertThat(terminal.out()).contains("8 files are in ", "Removed ").contains("node-gone.json");
  }

  @ParameterizedTest
  @CsvSource({"--range,six hours", "--refresh,0s", "--place,dashboards"})
  void refusesWhatGrafanaWouldNotUnderstand(String option, String value) {
    RecordingTerminal terminal = new RecordingTerminal(directory);

    int code = terminal.run("dashboards", directory.toString(), "--no-nodes", option + "=" + value);

    assertThat(code).isEqualTo(2);
    assertThat(terminal.err()).contains(option);
    assertThat(directory).isEmptyDirectory();
  }

  private static String machine(String id, String condition) {
    return """
        {"id":"%s","description":"%s","kind":"BENCHMARKING","labels":{},"state":"IDLE",
         "queuedJobs":0,"overdue":false,"queueOrder":"FIFO","condition":"%s"}
        """
        .formatted(id, id, condition);
  }
}
