package io.tacet.worker.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the log files are. Immutable.
 *
 * @param isWanted whether there are any
 * @param file the log
 * @param errorFile warnings and errors
 */
public record LogSettings(boolean isWanted, Path file, Path errorFile) {

  private static final long LEAST_BYTES = 1024;

  /** By default below the state directory. */
  public static LogSettings of(LogConfig config, Path stateDirectory) {
    return new LogSettings(
        config.files(),
        config.file().orElse(stateDirectory.resolve("log/worker.log")),
        config.errorFile().orElse(stateDirectory.resolve("log/errors.log")));
  }

  /** One sentence for each setting that can't be. */
  public static List<String> problems(LogConfig config) {
    List<String> problems = new ArrayList<>();
    if (config.maxSize().asLongValue() < LEAST_BYTES) {
      problems.add("tacet.worker.log.max-size must be at least 1K");
    }
    if (config.maxFiles() < 1) {
      problems.add("tacet.worker.log.max-files must be at least 1");
    }
    if (config.file().isPresent() && config.file().equals(config.errorFile())) {
      problems.add("tacet.worker.log.file and tacet.worker.log.error-file must be two files");
    }
    return problems;
  }

  /**
   * Makes the files and their directories if they are not there.
   *
   * @throws IOException when one of them can't be written
   */
  public void makeFiles() throws IOException {
    for (Path one : List.of(file.toAbsolutePath(), errorFile.toAbsolutePath())) {
      Path directory = one.getParent();
      if (directory != null) {
        Files.createDirectories(directory);
      }
      FileChannel.open(one, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    }
  }
}
