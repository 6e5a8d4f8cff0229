package io.tacet.worker.measure;

import java.util.Map;

/** Names of signals on Linux, signal(7). */
final class Signals {

  /** SIGXFSZ. */
  static final int FILE_TOO_LARGE = 25;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(14, "SIGALRM"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(FILE_TOO_LARGE, "SIGXFSZ"));

  private Signals() {}

  /** Number and, where it has one that is known, name. */
  static String describe(int number) {
    String name = NAMES.get(number);
    return name == null ? "signal " + number : "signal " + number + " (" + name + ")";
  }
}
