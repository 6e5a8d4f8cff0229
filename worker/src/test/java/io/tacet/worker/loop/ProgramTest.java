package io.tacet.worker.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import io.tacet.contract.signature.SigningKey;
import io.tacet.worker.start.FullExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as Quarkus builds it: that it takes every key Start lets through. */
@QuarkusMainTest
class ProgramTest {

  @TempDir Path directory;

  /** The program ends with its JVM, which here goes on. */
  @AfterEach
  void forgetTheFile() {
    System.clearProperty("worker.start.config-file");
  }

  @Test
  void it_shows_its_settings_with_every_key_set(QuarkusMainLauncher launcher) throws IOException {
    // given
    Path file = Files.writeString(directory.resolve("worker.yaml"), FullExample.usable(directory));

    // when
    LaunchResult shown = launcher.launch("config", "--config", file.toString());

    // then
    assertThat(shown.exitCode()).as(shown.getErrorOutput()).isZero();
    assertThat(shown.getOutput())
        .containsPattern("tacet\\.worker\\.machine +m1  \\(" + file + ", line \\d+\\)")
        .containsPattern("tacet\\.worker\\.log\\.max-size +10M  \\(" + file + ", line \\d+\\)");
  }

  @Test
  void it_makes_a_key_once(QuarkusMainLauncher launcher) throws IOException {
    // given
    Path key = directory.resolve("worker.key");

    // when
    LaunchResult made = launcher.launch("key", key.toString());
    LaunchResult again = launcher.launch("key", key.toString());

    // then
    assertThat(made.exitCode()).as(made.getErrorOutput()).isZero();
    String publicHalf = Files.readString(Path.of(key + ".pub"));
    assertThat(made.getOutput())
        .contains(publicHalf.strip(), "tacet machine key ID --public-key " + key + ".pub")
        .doesNotContain("PRIVATE KEY");
    assertThat(SigningKey.read(key).publicHalf().pem()).isEqualTo(publicHalf);
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.getErrorOutput()).contains("is there already");
  }

  @Test
  void help_is_given_whatever_the_settings_are(QuarkusMainLauncher launcher) {
    // when
    LaunchResult shown = launcher.launch("--help", "--config", "/absent.yaml");

    // then
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.getOutput()).contains("--once", "--wait", "worker.yaml");
  }
}
