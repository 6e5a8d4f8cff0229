package io.tacet.worker.measure;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Finds programs as execvp(3) does, so that one that is not there can be named before anything is
 * started.
 */
final class Programs {

  private Programs() {}

  /**
   * Whether a program is there.
   *
   * @param program name, or path with a slash
   * @param directory where the command runs
   * @param path value of PATH
   */
  static boolean exists(String program, Path directory, String path) {
    try {
      if (program.indexOf('/') >= 0) {
        return runnable(directory.resolve(program));
      }
      return Arrays.stream(path.split(":", -1))
          .map(place -> directory.resolve(place.isEmpty() ? "." : place))
          .anyMatch(place -> runnable(place.resolve(program)));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static boolean runnable(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
