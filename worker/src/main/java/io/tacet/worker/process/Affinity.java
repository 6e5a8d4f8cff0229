package io.tacet.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which CPUs the worker may use: a job must not inherit that the worker was pinned. */
public final class Affinity {

  private static final String ALLOWED = "Cpus_allowed_list:";
  private static final String LIST = "[0-9]+([-,:][0-9]+)*";

  private Affinity() {}

  /**
   * Keeps this process, all its threads and those to come, to some CPUs, by taskset(1).
   *
   * @param cpus as taskset takes them
   * @throws IllegalArgumentException that names the configuration key when that cannot be
   */
  public static void pinWorker(String cpus) {
    if (!cpus.matches(LIST)) {
      throw new IllegalArgumentException(
          "tacet.worker.cpus must be a list of CPUs like 0 or 0,2-3, not \"" + cpus + "\"");
    }
    try {
      String pid = Long.toString(ProcessHandle.current().pid());
      Process taskset =
          new ProcessBuilder("taskset", "--all-tasks", "--pid", "--cpu-list", cpus, pid)
              .redirectErrorStream(true)
              .start();
      String said =
          new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (taskset.waitFor() != 0) {
        throw new IllegalArgumentException(
            "tacet.worker.cpus: the worker cannot keep to CPUs " + cpus + ": " + said);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "tacet.worker.cpus: needs taskset (package util-linux): " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the worker was pinned", e);
    }
  }

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
