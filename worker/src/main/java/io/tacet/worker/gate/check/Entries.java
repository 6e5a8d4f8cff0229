package io.tacet.worker.gate.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Directories of proc and sys. Stateless. */
final class Entries {

  private Entries() {}

  /** The entries with names of that form, by name; none where there is no such directory. */
  static List<Path> of(Path directory, Pattern names) throws IOException {
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          if (names.matcher(String.valueOf(entry.getFileName())).matches()) {
            found.add(entry);
          }
        }
      }
    }
    found.sort(null);
    return found;
  }
}
