package io.tacet.worker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

  @TempDir private Path directory;

  @Test
  void the_one_on_the_command_line_is_taken_before_all_others() throws IOException {
    // given
    Path named = write("named.yaml");
    Path place = write("worker.yaml");

    // then
    assertThat(chosen(List.of("--once", "--config", named.toString()), place)).isEqualTo(named);
    assertThat(chosen(List.of("config", "--config=" + named), place)).isEqualTo(named);
  }

  @Test
  void the_first_place_that_has_one_is_taken() throws IOException {
    // given
    Path here = directory.resolve("worker.yaml");
    Path system = write("etc.yaml");

    // then
    assertThat(chosen(List.of("--once"), here, system)).isEqualTo(system);
    write("worker.yaml");
    assertThat(chosen(List.of("--once"), here, system)).isEqualTo(here);
  }

  @Test
  void there_may_be_none() throws IOException {
    assertThat(ConfigFile.choose(List.of(), List.of(directory.resolve("worker.yaml")))).isEmpty();
  }

  @Test
  void a_named_one_that_cannot_be_read_is_an_error_that_says_why() {
    Path none = directory.resolve("none.yaml");
    assertThatThrownBy(() -> ConfigFile.choose(List.of("--config", none.toString()), List.of()))
        .hasMessage("The configuration file " + none + " can't be read: there is none");
    assertThatThrownBy(
            () -> ConfigFile.choose(List.of("--config", directory.toString()), List.of()))
        .hasMessage("The configuration file " + directory + " can't be read: it is a directory");
  }

  private Path write(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "tacet:\n");
  }

  private static Path chosen(List<String> arguments, Path... places) throws IOException {
    return ConfigFile.choose(arguments, List.of(places)).orElseThrow().path();
  }
}
