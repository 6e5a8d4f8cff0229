package io.tacet.worker.power;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCommandTest {

  @TempDir private Path directory;

  @Test
  void it_is_run_without_a_shell() throws Exception {
    assertThat(command(Duration.ofMinutes(1), "printf", "%s|", "$HOME", "a b", "*").run())
        .isEmpty();
    assertThat(output()).hasContent("$HOME|a b|*|");
  }

  @Test
  void one_that_fails_says_its_last_line() throws Exception {
    assertThat(
            command(
                    Duration.ofMinutes(1),
                    "sh",
                    "-c",
                    "echo first; echo sudo: a password is required >&2; exit 1")
                .run()
                .orElseThrow())
        .endsWith("ended with 1: sudo: a password is required");
  }

  @Test
  void one_that_is_not_there_has_failed() throws Exception {
    assertThat(command(Duration.ofMinutes(1), "/absent/off").run().orElseThrow())
        .startsWith("/absent/off could not be run: ");
  }

  @Test
  void one_that_takes_too_long_is_killed_with_all_it_started() throws Exception {
    assertThat(
            command(Duration.ofSeconds(5), "sh", "-c", "sleep 1000 & echo $$ $!; wait")
                .run()
                .orElseThrow())
        .endsWith("took longer than PT5S and was killed");
    for (String pid : Files.readString(output()).strip().split(" ", -1)) {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  private PowerCommand command(Duration limit, String... words) {
    return new PowerCommand(List.of(words), limit, output());
  }

  private Path output() {
    return directory.resolve("power.log");
  }
}
