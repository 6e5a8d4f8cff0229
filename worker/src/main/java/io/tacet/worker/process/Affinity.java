package io.tacet.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which CPUs the worker may use: a job must not inherit that the worker was pinned. */
final class Affinity {

  private static final String ALLOWED = "Cpus_allowed_list:";

  private Affinity() {}

  /** The CPUs that are there, if the worker may use fewer; a list as taskset(1) takes it. */
  static Optional<String> toUndo(Path proc, Path sys) throws IOException {
    Path online = sys.resolve("devices/system/cpu/online");
    if (!Files.isReadable(online)) {
      return Optional.empty();
    }
    String there = Files.readString(online).strip();
    return Files.readAllLines(proc.resolve("self/status")).stream()
        .filter(line -> line.startsWith(ALLOWED))
        .map(line -> line.substring(ALLOWED.length()).strip())
        .filter(allowed -> !allowed.equals(there))
        .map(allowed -> there)
        .findFirst();
  }
}
