package io.tacet.it.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs programs of this machine with nothing on their standard input. */
final class Program {

  /**
   * How one ended.
   *
   * @param status exit status
   * @param output what it said, errors in between
   */
  record Ended(int status, String output) {}

  private Program() {}

  /** Runs one to its end. */
  static Ended run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }

  /** Runs one to its end. */
  static Ended run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), List.of(command));
  }

  /** Whether it is on the path. */
  static boolean isThere(String program) {
    return Arrays.stream(System.getenv("PATH").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
