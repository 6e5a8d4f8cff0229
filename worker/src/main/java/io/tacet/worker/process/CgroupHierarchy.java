package io.tacet.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The place below which this worker may make cgroups of version 2: its own cgroup, where that is
 * writable (a delegated systemd unit, a container of its own, or root), or the one above if its own
 * is {@value CgroupControllers#WORKER}. The controllers need not be there: CPU time is counted
 * without them, memory and input and output with them.
 */
public final class CgroupHierarchy {

  private static final Logger LOG = Logger.getLogger(CgroupHierarchy.class);
  private static final long PROBE_SECONDS = 5;

  private final Path parent;

  private CgroupHierarchy(Path parent) {
    this.parent = parent;
  }

  /** Looks for it and tries it with a process; empty when there is none that works. */
  public static Optional<CgroupHierarchy> find(Path proc) {
    Optional<CgroupHierarchy> found =
        own(proc).map(CgroupHierarchy::withoutOwnChild).map(CgroupHierarchy::new);
    Optional<CgroupHierarchy> usable = found.filter(CgroupHierarchy::works);
    usable.ifPresent(
        hierarchy ->
            new CgroupControllers(hierarchy.parent, ProcessHandle.current().pid()).enable());
    LOG.infof(
        "CPU time of jobs comes from %s",
        usable
            .map(hierarchy -> "their cgroup below " + hierarchy.parent)
            .orElse("their reaped processes: no cgroup of version 2 can be made here"));
    return usable;
  }

  Cgroup cgroup(String name) {
    return new Cgroup(parent.resolve(name));
  }

  /** Where the worker itself is in the hierarchy of version 2. */
  private static Optional<Path> own(Path proc) {
    try {
      Optional<String> mount =
          Files.readAllLines(proc.resolve("self/mounts")).stream()
              .map(line -> line.split(" ", -1))
              .filter(words -> words.length > 2 && words[2].equals("cgroup2"))
              .map(words -> words[1])
              .findFirst();
      Optional<String> path =
          Files.readAllLines(proc.resolve("self/cgroup")).stream()
              .filter(line -> line.startsWith("0::/"))
              .map(line -> line.substring("0::/".length()))
              .findFirst();
      return mount.flatMap(m -> path.map(Path.of(m)::resolve)).filter(Files::isDirectory);
    } catch (IOException e) {
      LOG.warnf("cannot read which cgroup this is: %s", e.getMessage());
      return Optional.empty();
    }
  }

  private static Path withoutOwnChild(Path own) {
    Path above = own.getParent();
    return above != null && own.endsWith(CgroupControllers.WORKER) ? above : own;
  }

  private boolean works() {
    Cgroup probe = cgroup("tacet-probe-" + ProcessHandle.current().pid());
    try {
      probe.create();
      try {
        return Files.isWritable(probe.path().resolve("cgroup.kill"))
            && Files.isReadable(probe.cpuStat())
            && canBeEntered(probe);
      } finally {
        probe.remove();
      }
    } catch (IOException e) {
      LOG.debugf("no cgroup can be made below %s: %s", parent, e.getMessage());
      return false;
    }
  }

  private static boolean canBeEntered(Cgroup probe) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", "echo 0 > \"$1\"", "sh", probe.procs().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
