package io.tacet.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FreshDirectoryTest {

  @TempDir private Path directory;

  @Test
  void removesWhatADemoLeftAndNothingElse() throws IOException {
    // given
    Files.createDirectories(directory.resolve("kafka/data"));
    Files.writeString(directory.resolve("kafka/data/log"), "x");
    Files.writeString(directory.resolve("token"), "x");
    Files.writeString(directory.resolve("up.lock"), "");
    Path precious = Files.writeString(directory.resolve("thesis.tex"), "x");

    // when
    FreshDirectory.empty(directory);

    // then
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("up.lock", "thesis.tex");
    assertThat(precious).exists();
  }
}
