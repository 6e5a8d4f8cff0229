package io.tacet.cli.demo;

import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.rest.SubmitJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the demo measures: {@code examples/compress/tacet.yml} on a real file of this machine.
 * Immutable.
 *
 * @param scenario text of the scenario file
 * @param input the file that is compressed
 * @param bytes its size
 */
record Workload(String scenario, Path input, long bytes) {

  private static final String SCENARIO = "examples/compress/tacet.yml";

  /** The one beside this launcher. */
  static Workload of(Path launcher) {
    Path file = launcher.resolve(SCENARIO);
    Path java = Path.of(System.getProperty("java.home"));
    try {
      Path input = input(java);
      return new Workload(Files.readString(file), input, Files.size(input));
    } catch (IOException e) {
      throw new CommandFailure(
          e,
          "can't read " + file + ", which the demo measures.",
          List.of("Is the clone complete?"));
    }
  }

  /** As a job. */
  SubmitJob job(String machine, String project) {
    return new SubmitJob(
        "Compress " + input.getFileName() + " of the JDK at three levels",
        machine,
        project,
        null,
        scenario,
        null,
        Map.of("INPUT", input.toString()),
        300L,
        null,
        1);
  }

  /** The largest file every JDK has; its code as a jlinked image or as archives. */
  private static Path input(Path java) throws IOException {
    for (String candidate : List.of("lib/modules", "lib/src.zip", "lib/ct.sym")) {
      Path file = java.resolve(candidate);
      if (Files.isRegularFile(file)) {
        return file.toRealPath();
      }
    }
    throw new IOException("no file to compress below " + java);
  }
}
