package io.tacet.worker.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;

/**
 * The worker's configuration file. Immutable.
 *
 * @param path absolute
 * @param text all of it
 */
record ConfigFile(Path path, String text) {

  /** Where it is looked for unless named: in the working directory, then in /etc. */
  static final List<Path> PLACES =
      List.of(Path.of("worker.yaml"), Path.of("/etc/tacet/worker.yaml"));

  private static final String OPTION = "--config";

  /**
   * The file named on the command line, else the first of these places that has one, else none.
   *
   * @throws IOException with a sentence for the operator when the file can't be read
   */
  static Optional<ConfigFile> choose(List<String> arguments, List<Path> places) throws IOException {
    Optional<Path> chosen = named(arguments);
    if (chosen.isEmpty()) {
      chosen = places.stream().filter(Files::exists).findFirst();
    }
    return chosen.isPresent() ? Optional.of(read(chosen.get())) : Optional.empty();
  }

  /** Whether anybody may read it. */
  boolean isReadableByAll() {
    try {
      return Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException | UnsupportedOperationException e) {
      return false; // no such permissions here, and it was read a moment ago
    }
  }

  /**
   * Before the command line is parsed, because its parser lives in what is being configured. An
   * option without a value is left for the parser to complain about.
   */
  private static Optional<Path> named(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        break;
      }
      if (argument.startsWith(OPTION + "=")) {
        return Optional.of(Path.of(argument.substring(OPTION.length() + 1)));
      }
      if (argument.equals(OPTION) && i + 1 < arguments.size()) {
        return Optional.of(Path.of(arguments.get(i + 1)));
      }
    }
    return Optional.empty();
  }

  private static ConfigFile read(Path path) throws IOException {
    try {
      return new ConfigFile(path.toAbsolutePath().normalize(), Files.readString(path));
    } catch (IOException e) {
      throw new IOException(
          "The configuration file " + path.toAbsolutePath() + " can't be read: " + reason(path, e),
          e);
    }
  }

  private static String reason(Path path, IOException e) {
    if (Files.notExists(path)) {
      return "there is none";
    }
    if (Files.isDirectory(path)) {
      return "it is a directory";
    }
    return Files.isReadable(path) ? String.valueOf(e.getMessage()) : "no permission";
  }
}
