package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

  @TempDir private Path directory;

  @AfterEach
  void forget() {
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("worker.start."));
  }

  @Test
  void a_worker_needs_a_machine_and_what_only_looks_does_not() {
    assertThat(start(Map.of()).prepare(List.of("--once", "--wait", "5s")))
        .singleElement()
        .asString()
        .startsWith("tacet.worker.machine is not set");
    assertThat(start(Map.of()).prepare(List.of("config"))).isEmpty();
  }

  @Test
  void everything_else_that_is_wrong_stops_both() {
    // given
    Start start = start(Map.of("TACET_WORKER_MACHINE", "m1", "TACET_WORKER_REST", "banana"));

    // then
    assertThat(start.prepare(List.of())).hasSize(1);
    assertThat(start.prepare(List.of("config"))).hasSize(1);
    assertThat(start.prepare(List.of("--help"))).isEmpty();
  }

  @Test
  void the_file_that_is_chosen_is_handed_on() throws IOException {
    // given
    Path file =
        Files.writeString(directory.resolve("w.yaml"), "tacet:\n  worker:\n    machine: m1");

    // then
    assertThat(start(Map.of()).prepare(List.of("config", "--config", file.toString()))).isEmpty();
    assertThat(new WorkerYamlSource().getConfigSources(getClass().getClassLoader()))
        .singleElement()
        .satisfies(source -> assertThat(source.getValue("tacet.worker.machine")).isEqualTo("m1"));
  }

  @Test
  void a_worker_has_log_files_in_its_state_directory_and_an_answer_has_none() {
    // given
    Start start = start(environment(directory.resolve("state")));
    Path logs = directory.resolve("state/log");

    // when
    start.prepare(List.of("config"));

    // then
    assertThat(logs).doesNotExist();

    // when
    start.prepare(List.of());

    // then
    assertThat(logs.resolve("worker.log")).exists();
    assertThat(logs.resolve("errors.log")).exists();
    assertThat(Boolean.getBoolean(Start.LOG_FILES)).isTrue();
  }

  @Test
  void a_worker_that_cannot_write_them_works_without() throws IOException {
    // given
    Path taken = Files.createFile(directory.resolve("taken"));

    // when
    List<String> problems = start(environment(taken)).prepare(List.of());

    // then
    assertThat(problems).isEmpty();
    assertThat(Boolean.getBoolean(Start.LOG_FILES)).isFalse();
    assertThat(System.getProperty("worker.start.warning")).startsWith("No log files (");
  }

  private static Map<String, String> environment(Path stateDirectory) {
    return Map.of(
        "TACET_WORKER_MACHINE", "m1", "TACET_WORKER_STATE_DIR", stateDirectory.toString());
  }

  private static Start start(Map<String, String> environment) {
    return new Start(environment, List.of());
  }
}
