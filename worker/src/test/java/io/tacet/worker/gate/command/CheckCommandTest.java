package io.tacet.worker.gate.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tacet.worker.config.WorkerConfig;
import io.tacet.worker.gate.GateConfig;
import io.tacet.worker.gate.check.SystemChecks;
import io.tacet.worker.hwmon.SysTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CheckCommandTest {

  @TempDir private Path root;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void aShortWindow() {
    settings.put("tacet.worker.gate.background-window", "PT0.1S");
    settings.put("tacet.worker.gate.run-root", root.resolve("run").toString());
    settings.put("tacet.worker.gate.least-disk", "1");
    settings.put("tacet.worker.state-dir", root.resolve("state").toString());
  }

  @Test
  void a_machine_that_is_not_fit_is_told_what_to_do_with_exit_code_1() throws IOException {
    // given
    machine("amd-server");

    // when
    int code = run("check");

    // then
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .startsWith("CHECK            LEVEL  RESULT   FOUND\n")
        .contains("turbo            ERROR  not met  turbo is on\n")
        .containsPattern("\n +write 0 to .*cpufreq/boost\n")
        .contains("rapl             WARN   met      1 RAPL zones can be read\n")
        .endsWith("\n5 not met as a benchmarking machine, threshold error: no job is let in.\n");
    assertThat(out.toString().lines().map(line -> line.split(" ", 2)[0]))
        .containsAll(SystemChecks.NAMES)
        .contains("temperature");
  }

  @Test
  void one_that_is_fit_is_said_to_be_with_exit_code_0() throws IOException {
    // given
    machine("intel-desktop");
    settings.put("tacet.worker.temperature.chip", "coretemp-isa-0000");
    settings.put("tacet.worker.temperature.base", "40");

    // when
    int code = run("check");

    // then
    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("41.0 °C, jobs start above 30.0 and up to 40.0 °C, a job would wait until it has")
        .endsWith("\nFit to measure as a benchmarking machine, threshold error.\n");
  }

  @Test
  void kind_and_threshold_of_the_command_line_go_first() throws IOException {
    // given
    machine("intel-desktop");

    // when, then
    assertThat(run("check", "--kind", "profiling")).isZero();
    assertThat(run("check", "--kind", "profiling", "--threshold", "warn")).isEqualTo(1);
    assertThat(run("check", "--kind", "development", "--threshold", "info")).isZero();
    assertThat(out.toString()).contains("reported only, jobs are let in.");
  }

  @Test
  void programs_get_json() throws IOException {
    // given
    machine("amd-server");

    // when
    int code = run("check", "--output", "json");

    // then
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(code).isEqualTo(1);
    assertThat(json.path("kind").asText()).isEqualTo("benchmarking");
    assertThat(json.path("fit").asBoolean(true)).isFalse();
    assertThat(json.path("checks")).hasSize(SystemChecks.NAMES.size() + 1);
    assertThat(json.path("checks").get(0).path("name").asText()).isEqualTo("turbo");
    assertThat(json.path("checks").get(0).path("result").asText()).isEqualTo("not-met");
    assertThat(json.path("checks").get(0).path("level").asText()).isEqualTo("error");
  }

  @Test
  void a_temperature_that_cannot_be_read_keeps_jobs_out() throws IOException {
    // given
    machine("vm");
    assertThat(run("check")).isZero();
    settings.put("tacet.worker.temperature.chip", "coretemp-isa-0000");
    settings.put("tacet.worker.temperature.base", "40");

    // when, then
    assertThat(run("check")).isEqualTo(1);
    assertThat(out.toString()).contains("There is no chip 'coretemp-isa-0000' here, and no other");
  }

  @Test
  void wrong_usage_and_configuration_are_told_together() throws IOException {
    // given
    machine("vm");
    settings.put("tacet.worker.gate.levels.turbos", "warn");

    // when
    int code = run("check", "--kind", "fast", "--threshold", "fatal");

    // then
    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("levels.turbos is no check")
        .contains("--kind must be benchmarking, profiling or development")
        .contains("--threshold must be error, warn or info");
    assertThat(out.toString()).isEmpty();
  }

  private void machine(String name) throws IOException {
    SysTree tree =
        SysTree.of(name, root)
            .write("proc/self/stat", "7 (j) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 3 1 1");
    settings.put("tacet.worker.proc-root", tree.proc().toString());
    settings.put("tacet.worker.sys-root", tree.sys().toString());
  }

  private int run(String... arguments) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(WorkerConfig.class)
            .withMapping(GateConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build();
    List<String> options = List.of(arguments).subList(1, arguments.length);
    return new CommandLine(
            new CheckCommand(
                config.getConfigMapping(WorkerConfig.class),
                config.getConfigMapping(GateConfig.class)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(options.toArray(String[]::new));
  }
}
