package io.tacet.worker.process;

import io.tacet.schema.MemorySource;
import io.tacet.schema.PeakMemory;
import io.tacet.worker.sensor.ProcFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Looks now and then at {@code VmHWM} of the commands and what they have started (proc(5)), where
 * no cgroup counts memory. What a process had after the last look at it is not seen. Looks are a
 * second apart at first and then ever longer, up to ten seconds: one that lives long keeps its
 * highest value. They are never so close that looking takes more than a thousandth of the time.
 */
final class LargestProcessMeter implements MemoryMeter {

  private static final Logger LOG = Logger.getLogger(LargestProcessMeter.class);
  private static final long SHORTEST_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long SHARE = 1000;

  /** For the longest text there is: of a process with some ten thousand children. */
  private static final int ROOM = 64 * 1024;

  private static final int MOST_OPEN_FILES = 256;
  private static final int WARM_UP = 300;

  private final Path proc;
  private final Consumer<Consumer<StartedProcess>> commands;
  private final LongSupplier nanos;
  private final ProcFile.Room room = new ProcFile.Room(ROOM);
  private final List<WatchedProcess> watched = new ArrayList<>();
  private final Consumer<StartedProcess> command = this::command;
  private final LongConsumer child = this::child;
  private long nextLook;
  private long pause = SHORTEST_NANOS;
  private long largest;

  /**
   * For these.
   *
   * @param commands hands out those that run
   */
  LargestProcessMeter(Path proc, Consumer<Consumer<StartedProcess>> commands, LongSupplier nanos) {
    this.proc = proc;
    this.commands = commands;
    this.nanos = nanos;
    this.nextLook = nanos.getAsLong();
  }

  @Override
  public void begin() {
    largest = 0;
    pause = SHORTEST_NANOS;
    nextLook = nanos.getAsLong() + pause;
  }

  @Override
  public void warmUp() {
    watch(ProcessHandle.current().pid());
    for (int i = 0; i < WARM_UP; i++) {
      lookAtAll();
    }
    close();
    largest = 0;
  }

  @Override
  public void look() {
    long now = nanos.getAsLong();
    if (now - nextLook < 0) {
      return;
    }
    lookAtAll();
    nextLook = now + Math.max(pause, (nanos.getAsLong() - now) * SHARE);
    pause = Math.min(2 * pause, LONGEST_NANOS);
  }

  @Override
  public Optional<PeakMemory> peak() {
    lookAtAll();
    return largest == 0
        ? Optional.empty()
        : Optional.of(new PeakMemory(largest, MemorySource.LARGEST_PROCESS));
  }

  @Override
  public void close() {
    for (int i = watched.size() - 1; i >= 0; i--) {
      forget(i);
    }
  }

  /** Children are added behind, and so looked at in the same look. */
  private void lookAtAll() {
    commands.accept(command);
    for (int i = 0; i < watched.size(); ) {
      WatchedProcess process = watched.get(i);
      try {
        largest = Math.max(largest, process.look(child));
        i++;
      } catch (IOException e) {
        LOG.debugf("Process %d ended: %s", process.pid(), e.getMessage());
        forget(i);
      }
    }
    for (int i = watched.size() - 1; i >= 0 && openFiles() > MOST_OPEN_FILES; i--) {
      forget(i); // found again by the next look
    }
  }

  private void command(StartedProcess started) {
    if (!isWatched(started.pid()) && started.now(proc).isPresent()) {
      watch(started.pid());
    }
  }

  private void child(long pid) {
    if (!isWatched(pid)) {
      watch(pid);
    }
  }

  private void watch(long pid) {
    try {
      watched.add(WatchedProcess.open(proc, pid, room));
    } catch (IOException e) {
      LOG.debugf("Process %d ended before it was looked at: %s", pid, e.getMessage());
    }
  }

  private boolean isWatched(long pid) {
    for (int i = 0; i < watched.size(); i++) {
      if (watched.get(i).pid() == pid) {
        return true;
      }
    }
    return false;
  }

  private int openFiles() {
    int sum = 0;
    for (int i = 0; i < watched.size(); i++) {
      sum += watched.get(i).openFiles();
    }
    return sum;
  }

  private void forget(int index) {
    WatchedProcess gone = watched.remove(index);
    try {
      gone.close();
    } catch (IOException e) {
      LOG.debugf("Process %d: %s", gone.pid(), e.getMessage());
    }
  }
}
