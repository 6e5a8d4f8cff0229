package io.tacet.worker.provider;

import io.tacet.worker.sensor.UserHz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processes as {@code /proc/PID/stat} tells them (proc(5)).
 *
 * @param proc root of proc
 */
record ProviderProcesses(Path proc) {

  private static final int STATE = 0;
  private static final int FIRST = 11; // utime, stime, cutime, cstime
  private static final int LAST = 14;

  /** CPU time of a process, its children that ended, and all below it that run, µs. */
  long cpuMicros(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
            .mapToLong(one -> fields(one).map(ProviderProcesses::ticks).orElse(0L))
            .sum()
        * UserHz.MICROS_PER_TICK;
  }

  /** Whether it runs; one that only waits to be noticed by its parent does not. */
  boolean runs(ProcessHandle process) {
    return process.isAlive()
        && fields(process)
            .map(fields -> !fields[STATE].equals("Z") && !fields[STATE].equals("X"))
            .orElse(false);
  }

  private static long ticks(String[] fields) {
    long sum = 0;
    for (int i = FIRST; i <= LAST; i++) {
      sum += Long.parseLong(fields[i]);
    }
    return sum;
  }

  /** What stands behind the name; empty when it is gone, and its parent has its time. */
  private Optional<String[]> fields(ProcessHandle process) {
    try {
      Path file = proc.resolve(Long.toString(process.pid())).resolve("stat");
      String line = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return Optional.of(line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
