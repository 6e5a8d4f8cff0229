package io.tacet.worker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs programs that a test needs beside git as the worker runs it. */
final class Programs {

  private Programs() {}

  static void run(Path directory, String... command) throws IOException, InterruptedException {
    Path log = Files.createTempFile("program", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor()).as("%s: %s", List.of(command), Files.readString(log)).isZero();
    Files.delete(log);
  }

  /** A repository with one commit of one file. */
  static void repository(Path directory, String file, String text)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    run(directory, "git", "init", "-q", "-b", "main");
    Files.writeString(directory.resolve(file), text);
    run(directory, "git", "add", ".");
    run(
        directory,
        "git",
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.org",
        "commit",
        "-qm",
        "one");
  }
}
