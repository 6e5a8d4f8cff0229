package io.tacet.worker.survey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a process has used (proc(5), {@code /proc/PID/stat}).
 *
 * @param key number and start time: numbers are used again
 * @param detail name and number
 * @param ticks CPU time since its start
 * @param residentBytes memory now
 */
record ProcessUse(String key, String detail, long ticks, double residentBytes) {

  private static final int UTIME = 11;
  private static final int STIME = 12;
  private static final int START = 19;
  private static final int RSS = 21;
  private static final String NUMBER = "-?\\d{1,18}";

  /** Reads a process; empty when its line cannot be understood. */
  static Optional<ProcessUse> read(Path process, long pageSize) throws IOException {
    String line = new String(Files.readAllBytes(process.resolve("stat")), StandardCharsets.UTF_8);
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')'); // a name may hold parentheses itself
    if (open < 0 || close < open) {
      return Optional.empty();
    }
    String[] fields = line.substring(close + 1).strip().split(" ", -1);
    if (fields.length <= RSS
        || !fields[UTIME].matches(NUMBER)
        || !fields[STIME].matches(NUMBER)
        || !fields[RSS].matches(NUMBER)) {
      return Optional.empty();
    }
    String pid = String.valueOf(process.getFileName());
    String name = line.substring(open + 1, close).replaceAll("\\p{Cntrl}", "?");
    return Optional.of(
        new ProcessUse(
            pid + "@" + fields[START],
            name + "[" + pid + "]",
            Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]),
            (double) Long.parseLong(fields[RSS]) * pageSize));
  }

  /** Since the look before; since its start when it was not there then. */
  long ticksSince(Map<String, ProcessUse> before) {
    ProcessUse earlier = before.get(key);
    return Math.max(0, earlier == null ? ticks : ticks - earlier.ticks);
  }
}
