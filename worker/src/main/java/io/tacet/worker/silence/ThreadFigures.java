package io.tacet.worker.silence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each thread of the worker has used: CPU time from {@code task/TID/schedstat}, context
 * switches from {@code task/TID/status} (proc(5)). What a thread did that has ended is lost, so a
 * difference of two is a lower bound. Immutable.
 */
final class ThreadFigures {

  private static final String SWITCHES = "ctxt_switches:";

  private final Map<String, long[]> byThread;

  private ThreadFigures(Map<String, long[]> byThread) {
    this.byThread = byThread;
  }

  static ThreadFigures read(Path proc) throws IOException {
    Map<String, long[]> figures = new HashMap<>();
    try (Stream<Path> tasks = Files.list(proc.resolve("self/task"))) {
      for (Path task : tasks.toList()) {
        readInto(figures, task);
      }
    }
    return new ThreadFigures(figures);
  }

  private static void readInto(Map<String, long[]> figures, Path task) throws IOException {
    try {
      long[] figure = {cpuNanos(task), switches(task)};
      figures.put(String.valueOf(task.getFileName()), figure);
    } catch (IOException e) {
      if (Files.exists(task)) {
        throw e; // otherwise it ended while we looked
      }
    }
  }

  long cpuMicrosSince(ThreadFigures earlier) {
    return since(earlier, 0) / 1000;
  }

  long switchesSince(ThreadFigures earlier) {
    return since(earlier, 1);
  }

  /** Whether every thread of the earlier reading is still there. */
  boolean hasAllOf(ThreadFigures earlier) {
    return byThread.keySet().containsAll(earlier.byThread.keySet());
  }

  private long since(ThreadFigures earlier, int which) {
    long sum = 0;
    for (Map.Entry<String, long[]> thread : byThread.entrySet()) {
      long[] known = earlier.byThread.get(thread.getKey());
      long before = known == null ? 0 : known[which];
      long now = thread.getValue()[which];
      sum += now < before ? now : now - before; // less: another thread was given its number
    }
    return sum;
  }

  private static long cpuNanos(Path task) throws IOException {
    String text = Files.readString(task.resolve("schedstat"));
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }

  private static long switches(Path task) throws IOException {
    long sum = 0;
    for (String line : Files.readAllLines(task.resolve("status"))) {
      int at = line.indexOf(SWITCHES);
      if (at >= 0) {
        sum += Long.parseLong(line.substring(at + SWITCHES.length()).strip());
      }
    }
    return sum;
  }
}
