package io.tacet.worker.process;

import io.tacet.schema.MemorySource;
import io.tacet.schema.PeakMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
  private static final String PEAK = "VmHWM:";
  private static final int KIBI = 1024;

  private final Path proc;
  private final Supplier<List<StartedProcess>> commands;
  private final LongSupplier nanos;
  private long nextLook;
  private long pause = SHORTEST_NANOS;
  private long largest;

  /**
   * For these.
   *
   * @param commands that run
   */
  LargestProcessMeter(Path proc, Supplier<List<StartedProcess>> commands, LongSupplier nanos) {
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
    // nothing is kept open
  }

  private void lookAtAll() {
    Deque<Path> todo = new ArrayDeque<>();
    Set<Path> known = new HashSet<>();
    for (StartedProcess command : commands.get()) {
      command.now(proc).ifPresent(now -> todo.add(proc.resolve(Long.toString(now.pid()))));
    }
    while (!todo.isEmpty()) {
      Path process = todo.remove();
      if (known.add(process)) {
        lookAt(process, todo);
      }
    }
  }

  private void lookAt(Path process, Deque<Path> todo) {
    try {
      largest = Math.max(largest, peak(process));
      addChildren(process, todo);
    } catch (IOException e) {
      LOG.debugf("%s ended while it was looked at: %s", process, e.getMessage());
    }
  }

  private static long peak(Path process) throws IOException {
    for (String line : Files.readAllLines(process.resolve("status"))) {
      if (line.startsWith(PEAK)) {
        return Long.parseLong(line.substring(PEAK.length()).replace("kB", "").strip()) * KIBI;
      }
    }
    return 0; // it has ended and was not waited for
  }

  /** Each thread has the children it made itself; a kernel may be built without that list. */
  private void addChildren(Path process, Deque<Path> todo) throws IOException {
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      for (Path thread : threads.toList()) {
        Path children = thread.resolve("children");
        if (Files.exists(children)) {
          for (String pid : Files.readString(children).strip().split(" ", -1)) {
            if (!pid.isEmpty()) {
              todo.add(proc.resolve(pid));
            }
          }
        }
      }
    }
  }
}
