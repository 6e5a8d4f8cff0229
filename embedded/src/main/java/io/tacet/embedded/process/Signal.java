package io.tacet.embedded.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;

/** Sends signals Java has no method for. */
final class Signal {
  private Signal() {}

  /** Sends signal {@code name}; nothing happens if the process has ended. */
  static void send(String name, long pid) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -\"$1\" \"$2\"", "kill", name, Long.toString(pid))
          .redirectOutput(Redirect.DISCARD)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("can't send SIG" + name + " to process " + pid, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
