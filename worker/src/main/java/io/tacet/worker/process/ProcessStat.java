package io.tacet.worker.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat} (proc(5)).
 *
 * @param pid process
 * @param state letter; Z and X are dead
 * @param parent its parent
 * @param group its process group
 * @param session its session
 * @param userTicks time in user mode, ticks of 10 ms
 * @param systemTicks time in kernel mode
 * @param reapedUserTicks of children it has waited for
 * @param reapedSystemTicks of children it has waited for
 * @param startTicks when it started, ticks after the machine did
 */
record ProcessStat(
    long pid,
    char state,
    long parent,
    long group,
    long session,
    long userTicks,
    long systemTicks,
    long reapedUserTicks,
    long reapedSystemTicks,
    long startTicks) {

  private static final int FIELDS = 20;

  /** Reads a process; empty when it is gone. */
  static Optional<ProcessStat> read(Path proc, String pid) {
    try {
      byte[] bytes = Files.readAllBytes(proc.resolve(pid).resolve("stat"));
      return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // it ended while we looked
    }
  }

  /**
   * Parses a line; the name may hold blanks and parentheses, so what follows its last one counts.
   */
  static Optional<ProcessStat> parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 1 || close < open) {
      return Optional.empty();
    }
    String[] f = line.substring(close + 1).strip().split(" ", -1);
    if (f.length < FIELDS) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessStat(
            Long.parseLong(line.substring(0, open).strip()),
            f[0].charAt(0),
            Long.parseLong(f[1]),
            Long.parseLong(f[2]),
            Long.parseLong(f[3]),
            Long.parseLong(f[11]),
            Long.parseLong(f[12]),
            Long.parseLong(f[13]),
            Long.parseLong(f[14]),
            Long.parseLong(f[19])));
  }

  /** Whether it still runs or could. */
  boolean alive() {
    return state != 'Z' && state != 'X';
  }
}
