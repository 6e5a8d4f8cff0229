package io.tacet.embedded.process;

import io.tacet.embedded.parts.ClassArchive;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A running program that does not outlive this JVM.
 *
 * <p>Between this JVM and the program stands a small shell, the guardian, in a session of its own.
 * It holds the read end of a pipe from this JVM. When this JVM ends, in whatever way ({@code kill
 * -9} included), the pipe closes, and the guardian asks the program to stop, then kills it, its
 * descendants and whatever else is in the session. Being in another session, the program does not
 * see a Ctrl-C typed at this JVM: whoever started it stops it, in order.
 *
 * <p>What a program leaves behind when it ends before this JVM is left alone, so that a fault test
 * sees what a crash leaves.
 *
 * <pre>
 *            start                    stop, kill, its own end
 *  (builder) ─────▶ running ────────────────────────────▶ ended
 *                    │   ▲                                  ▲
 *              pause ▼   │ resume                           │ stop, kill
 *                   paused ─────────────────────────────────┘
 * </pre>
 *
 * <p>Safe for use by several threads.
 */
public final class ChildProcess implements AutoCloseable {
  static final Duration KILL_LIMIT = Duration.ofMinutes(2);
  private static final Duration RECORDING_GRACE = Duration.ofSeconds(60);
  private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);
  private static final int MOST_LOG_READ = 1 << 20;

  private final String name;
  private final Process guardian;
  private final long pid;
  private final StopSignal stopSignal;
  private final Path log;
  private final long logStart;
  private final ClassArchive.@Nullable Use archive;

  ChildProcess(
      String name,
      Process guardian,
      long pid,
      StopSignal stopSignal,
      Path log,
      long logStart,
      ClassArchive.@Nullable Use archive) {
    this.name = name;
    this.guardian = guardian;
    this.pid = pid;
    this.stopSignal = stopSignal;
    this.log = log;
    this.logStart = logStart;
    this.archive = archive;
  }

  /** Begins the description of a child process; {@code name} is how messages call it. */
  public static ChildProcessBuilder builder(String name) {
    return new ChildProcessBuilder(name);
  }

  /** How messages call it. */
  public String name() {
    return name;
  }

  /** The process id of the program itself, not of its guardian. */
  public long pid() {
    return pid;
  }

  /** Whether the program has not ended; a paused one is alive. */
  public boolean isAlive() {
    return guardian.isAlive();
  }

  /**
   * Completes with the exit code when the program has ended; 128 + n if signal n ended it.
   * Cancelling it does not touch the program.
   */
  public CompletableFuture<Integer> onExit() {
    return guardian.onExit().thenApply(Process::exitValue);
  }

  /** Its standard output and error. Earlier runs with the same log file come first in it. */
  public Path log() {
    return log;
  }

  /** What it has logged since its start, at most the first MiB. */
  public String logSinceStart() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long length = Math.min(file.length() - logStart, MOST_LOG_READ);
      if (length <= 0) {
        return "";
      }
      byte[] bytes = new byte[(int) length];
      file.seek(logStart);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read the log of " + name, e);
    }
  }

  /**
   * Asks the program to stop and waits; kills it when {@code grace} has passed, and a minute more
   * if it records its classes. Does nothing if it has ended.
   */
  public void stop(Duration grace) {
    if (!isAlive()) {
      boolean unused = awaitExit(KILL_LIMIT); // at once; it tells the archive
      return;
    }
    Signal.send(stopSignal.name(), pid);
    Signal.send("CONT", pid);
    boolean records = archive != null && archive.records();
    if (!awaitExit(records ? grace.plus(RECORDING_GRACE) : grace)) {
      kill();
    }
  }

  /**
   * Kills the program at once (SIGKILL) and waits until it is gone. Its descendants are not killed.
   */
  public void kill() {
    if (!isAlive()) {
      boolean unused = awaitExit(KILL_LIMIT); // at once; it tells the archive
      return;
    }
    Signal.send("KILL", pid);
    if (!awaitExit(KILL_LIMIT)) {
      throw new IllegalStateException(
          name + " (process " + pid() + ") is still there after a kill");
    }
  }

  /** Stops the program's clock, so to say (SIGSTOP): it keeps its sockets and does nothing. */
  public void pause() {
    Signal.send("STOP", pid);
  }

  /** Lets a paused program go on (SIGCONT). */
  public void resume() {
    Signal.send("CONT", pid);
  }

  /** Waits until the program has ended; false if it has not within {@code limit}. */
  public boolean awaitExit(Duration limit) {
    try {
      Process ended = guardian.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (archive != null) {
        archive.ended(ended.exitValue());
      }
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !isAlive();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of " + name + " can't be observed", e.getCause());
    }
  }

  /** {@link #stop(Duration)} with ten seconds of grace. */
  @Override
  public void close() {
    stop(CLOSE_GRACE);
  }

  @Override
  public String toString() {
    return name + " (process " + pid() + ")";
  }
}
