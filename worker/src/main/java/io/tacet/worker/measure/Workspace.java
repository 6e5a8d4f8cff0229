package io.tacet.worker.measure;

import io.tacet.schema.LogStream;
import io.tacet.worker.process.JobUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A job's own directory.
 *
 * <pre>
 * source/    the checkout, or an empty directory; where commands run
 * home/      HOME of its processes
 * output/    what they wrote, a file per run of a phase and stream
 * processes, cpu-sample   what must survive the worker
 * </pre>
 *
 * @param directory the whole
 */
record Workspace(Path directory) {

  Path source() {
    return directory.resolve("source");
  }

  Path home() {
    return directory.resolve("home");
  }

  Path output(String phase, int repeat, LogStream stream) {
    return directory
        .resolve("output")
        .resolve(phase + "-" + repeat + "-" + stream.name().toLowerCase(Locale.ROOT));
  }

  void create() throws IOException {
    Files.createDirectories(source());
    Files.createDirectories(home());
    Files.createDirectories(directory.resolve("output"));
  }

  void giveTo(Optional<JobUser> user) throws IOException {
    if (user.isPresent()) {
      user.get().own(source());
      user.get().own(home());
    }
  }
}
