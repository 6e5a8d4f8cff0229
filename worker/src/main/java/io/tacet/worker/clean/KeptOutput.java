package io.tacet.worker.clean;

import io.tacet.worker.log.RotatedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes a program's output from its pipe to a log, on a thread of its own. A log that can't be
 * written does not stop the program: its output is then read and dropped.
 */
final class KeptOutput {

  private static final int BUFFER = 8192;

  private final InputStream output;
  private final OutputTail tail = new OutputTail();
  private final Thread thread;
  private @Nullable RotatedFile log;
  private @Nullable IOException trouble;
  private boolean over;

  private KeptOutput(InputStream output, @Nullable RotatedFile log, @Nullable IOException trouble) {
    this.output = output;
    this.log = log;
    this.trouble = trouble;
    this.thread = new Thread(this::copy, "clean-up-output");
    thread.setDaemon(true);
  }

  /** A log to open, which may fail. */
  @FunctionalInterface
  interface Opening {
    RotatedFile open() throws IOException;
  }

  /**
   * Begins.
   *
   * @param heading a line to go before it
   */
  static KeptOutput of(InputStream output, Opening opening, String heading) {
    KeptOutput kept;
    try {
      kept = new KeptOutput(output, opening.open(), null);
    } catch (IOException e) {
      kept = new KeptOutput(output, null, e);
    }
    byte[] line = (heading + "\n").getBytes(StandardCharsets.UTF_8);
    kept.write(line, line.length);
    kept.thread.start();
    return kept;
  }

  /**
   * Waits for the end of the output. What comes later than that is dropped, and whoever writes it
   * finds the pipe closed.
   */
  void end(Duration longest) throws InterruptedException {
    thread.join(longest.toMillis());
    synchronized (this) {
      over = true;
      close();
    }
  }

  /** The end of it behind a colon, and why it could not be kept if so. */
  synchronized String words() {
    IOException why = trouble;
    return tail.text() + (why == null ? "" : " (its output can't be kept: " + why + ")");
  }

  private void copy() {
    byte[] buffer = new byte[BUFFER];
    try (output) {
      int read = output.read(buffer);
      while (read >= 0 && take(buffer, read)) {
        read = output.read(buffer);
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private synchronized boolean take(byte[] bytes, int length) {
    if (over) {
      return false;
    }
    tail.add(bytes, length);
    write(bytes, length);
    return true;
  }

  private synchronized void write(byte[] bytes, int length) {
    RotatedFile file = log;
    if (file != null) {
      try {
        file.write(bytes, 0, length);
      } catch (IOException e) {
        failed(e);
        close();
      }
    }
  }

  private synchronized void failed(IOException e) {
    if (trouble == null) {
      trouble = e;
    }
  }

  private synchronized void close() {
    RotatedFile file = log;
    log = null;
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        failed(e);
      }
    }
  }
}
