package io.tacet.worker.process;

import io.tacet.worker.sampling.RunClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes an end of processes: asks first, then kills, until none is left. */
final class Termination {

  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();
  private static final Duration KILL_TIME = Duration.ofSeconds(10);

  private final Path proc;
  private final RunClock clock;

  Termination(Path proc, RunClock clock) {
    this.proc = proc;
    this.clock = clock;
  }

  /** Tells which processes are to go. */
  interface Living {
    List<ProcessStat> now() throws IOException;
  }

  /**
   * Ends them all.
   *
   * @param cgroup that holds them, if there is one: then even a process that forks faster than one
   *     can look is caught
   * @param grace between asking and killing
   * @return whether all are gone
   */
  boolean end(Living living, Optional<Cgroup> cgroup, Duration grace) throws IOException {
    List<ProcessStat> left = living.now();
    if (left.isEmpty()) {
      return true;
    }
    if (!grace.isZero()) {
      signal(left, false);
      if (gone(living, clock.nanos() + grace.toNanos(), false)) {
        return true;
      }
    }
    if (cgroup.isPresent()) {
      cgroup.get().kill();
    }
    return gone(living, clock.nanos() + KILL_TIME.toNanos(), true);
  }

  private boolean gone(Living living, long deadline, boolean kill) throws IOException {
    List<ProcessStat> left = living.now();
    while (!left.isEmpty()) {
      if (kill) {
        signal(left, true);
      }
      if (clock.nanos() >= deadline) {
        return false;
      }
      clock.park(LOOK_NANOS);
      left = living.now();
    }
    return true;
  }

  private void signal(List<ProcessStat> processes, boolean kill) {
    for (ProcessStat process : processes) {
      // The handle knows when its process started, and signals no later one of the same number.
      ProcessHandle.of(process.pid())
          .filter(handle -> sameStart(process))
          .ifPresent(handle -> signal(handle, kill));
    }
  }

  private static void signal(ProcessHandle handle, boolean kill) {
    if (kill) {
      handle.destroyForcibly();
    } else {
      handle.destroy();
    }
  }

  private boolean sameStart(ProcessStat process) {
    return ProcessStat.read(proc, Long.toString(process.pid()))
        .filter(now -> now.startTicks() == process.startTicks())
        .isPresent();
  }
}
