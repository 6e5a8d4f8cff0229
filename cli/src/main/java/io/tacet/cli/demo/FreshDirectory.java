package io.tacet.cli.demo;

import io.tacet.embedded.parts.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Removes what the demo before has left. */
final class FreshDirectory {

  private static final List<String> OURS =
      List.of(
          "kafka", "postgres", "registry", "mail", "logs", "worker", "token", "connection.json");

  private FreshDirectory() {}

  /** Removes what a system puts into its directory, and nothing else, whatever it is. */
  static void empty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (OURS.contains(entry.getFileName().toString())) {
          Trees.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("can't empty " + directory, e);
    }
  }
}
