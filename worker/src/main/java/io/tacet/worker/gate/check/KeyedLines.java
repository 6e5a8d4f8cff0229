package io.tacet.worker.gate.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files of proc with a key at the start of each line. Stateless. */
final class KeyedLines {

  private static final long KIBIBYTE = 1024;

  private KeyedLines() {}

  /** What stands behind the first line's key. */
  static Optional<String> find(Path file, String key) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return text.lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).strip())
        .findFirst();
  }

  /**
   * A size of {@code /proc/meminfo}, bytes.
   *
   * @throws IOException when it is not there or no number
   */
  static long memoryBytes(Path meminfo, String key) throws IOException {
    String value = find(meminfo, key + ":").orElse("").replace("kB", "").strip();
    if (!value.matches("\\d{1,15}")) {
      throw new IOException(meminfo + " has no number for " + key);
    }
    return Long.parseLong(value) * KIBIBYTE;
  }
}
