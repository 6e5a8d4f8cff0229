package io.tacet.embedded.process;

import java.util.List;

/** The end of a log, as it is shown in an error message. */
final class LogTail {
  private static final int LINES = 15;

  private LogTail() {}

  static String of(ChildProcess child) {
    List<String> lines = child.logSinceStart().lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "It has logged nothing (" + child.log() + ").";
    }
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    return "Its log, " + child.log() + ", ends with:\n  " + String.join("\n  ", last);
  }
}
