package io.tacet.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A job's own cgroup, version 2 (kernel Documentation/admin-guide/cgroup-v2.rst). Whatever a
 * process in it starts is in it too, and cannot leave unless it may write to the hierarchy.
 */
final class Cgroup {

  private final Path path;

  Cgroup(Path path) {
    this.path = path;
  }

  Path path() {
    return path;
  }

  /** A process that writes 0 into it moves itself in. */
  Path procs() {
    return path.resolve("cgroup.procs");
  }

  Path cpuStat() {
    return path.resolve("cpu.stat");
  }

  /** There if the controller memory is enabled for it. */
  Path memoryPeak() {
    return path.resolve("memory.peak");
  }

  /** There if the controller io is enabled for it. */
  Path ioStat() {
    return path.resolve("io.stat");
  }

  void create() throws IOException {
    Files.createDirectory(path);
  }

  boolean exists() {
    return Files.isDirectory(path);
  }

  /** Whether no living process is in it or below it. */
  boolean empty() throws IOException {
    return Files.readString(path.resolve("cgroup.events")).contains("populated 0");
  }

  /** Kills everything in it at once, also what is just being forked (Linux 5.14). */
  void kill() throws IOException {
    Files.writeString(path.resolve("cgroup.kill"), "1");
  }

  /** Removes it and the cgroups a job made below it; all must be empty. */
  void remove() throws IOException {
    try (var children = Files.newDirectoryStream(path, Files::isDirectory)) {
      for (Path child : children) {
        new Cgroup(child).remove();
      }
    }
    Files.delete(path);
  }
}
