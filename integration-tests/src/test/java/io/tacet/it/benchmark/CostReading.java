package io.tacet.it.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the threads of a process have cost, read from outside: {@code task/TID/schedstat} and {@code
 * status}, {@code io} (proc(5)). Immutable.
 *
 * @param byThread CPU time in ns, voluntary and involuntary context switches, by thread
 * @param bytesWritten bytes given to write(2) and its like, pipes and sockets included
 */
record CostReading(Map<String, long[]> byThread, long bytesWritten) {

  /**
   * What was added between two readings. What a thread did that ended in between is not in it.
   *
   * @param cpuNanos CPU time, ns
   * @param voluntarySwitches times a thread went to sleep: wake-ups
   * @param involuntarySwitches times a thread was put aside
   * @param bytesWritten as in a reading
   */
  record Added(
      long cpuNanos, long voluntarySwitches, long involuntarySwitches, long bytesWritten) {}

  static CostReading of(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    Map<String, long[]> byThread = new HashMap<>();
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      for (Path task : tasks.toList()) {
        try {
          List<String> status = Files.readAllLines(task.resolve("status"));
          byThread.put(
              String.valueOf(task.getFileName()),
              new long[] {
                first(Files.readString(task.resolve("schedstat"))),
                field(status, "voluntary_ctxt_switches:"),
                field(status, "nonvoluntary_ctxt_switches:")
              });
        } catch (NoSuchFileException e) {
          if (Files.exists(task)) {
            throw e; // otherwise it ended while we looked
          }
        }
      }
    }
    return new CostReading(byThread, field(Files.readAllLines(process.resolve("io")), "wchar:"));
  }

  /** What was added since an earlier reading. */
  Added since(CostReading earlier) {
    long[] sums = new long[3];
    byThread.forEach(
        (thread, now) -> {
          long[] before = earlier.byThread.getOrDefault(thread, new long[3]);
          for (int i = 0; i < sums.length; i++) {
            sums[i] += now[i] - before[i];
          }
        });
    return new Added(sums[0], sums[1], sums[2], bytesWritten - earlier.bytesWritten);
  }

  private static long first(String text) {
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }

  private static long field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name));
  }
}
