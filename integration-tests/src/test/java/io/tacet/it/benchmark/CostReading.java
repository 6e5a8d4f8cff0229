package io.tacet.it.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process has cost since its start, read from outside: {@code task/TID/schedstat} and {@code
 * status}, {@code io} (proc(5)). Threads that ended before the reading are not in it.
 *
 * @param cpuNanos CPU time of its threads, ns
 * @param voluntarySwitches times a thread went to sleep: wake-ups
 * @param involuntarySwitches times a thread was put aside
 * @param bytesWritten bytes given to write(2) and its like, pipes and sockets included
 */
record CostReading(
    long cpuNanos, long voluntarySwitches, long involuntarySwitches, long bytesWritten) {

  static CostReading of(long pid) throws IOException {
    Path process = Path.of("/proc/" + pid);
    long cpu = 0;
    long voluntary = 0;
    long involuntary = 0;
    try (Stream<Path> tasks = Files.list(process.resolve("task"))) {
      for (Path task : tasks.toList()) {
        try {
          cpu += first(Files.readString(task.resolve("schedstat")));
          List<String> status = Files.readAllLines(task.resolve("status"));
          voluntary += field(status, "voluntary_ctxt_switches:");
          involuntary += field(status, "nonvoluntary_ctxt_switches:");
        } catch (NoSuchFileException e) {
          if (Files.exists(task)) {
            throw e; // otherwise it ended while we looked
          }
        }
      }
    }
    long written = field(Files.readAllLines(process.resolve("io")), "wchar:");
    return new CostReading(cpu, voluntary, involuntary, written);
  }

  /** What was added since an earlier reading. */
  CostReading since(CostReading earlier) {
    return new CostReading(
        cpuNanos - earlier.cpuNanos,
        voluntarySwitches - earlier.voluntarySwitches,
        involuntarySwitches - earlier.involuntarySwitches,
        bytesWritten - earlier.bytesWritten);
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
