package io.tacet.worker.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A command that waits to be let go, runs, or has ended. One thread lets it go and looks at it;
 * another waits for its end and wakes the first.
 *
 * <pre>
 * waiting ──go──▶ running ──▶ ended
 *    └────cancel────────────────▲
 * </pre>
 */
public final class StagedCommand {

  private static final byte[] GO = "go\n".getBytes(StandardCharsets.US_ASCII);
  private static final String KILLED = "did not exit normally";
  private static final int SIGNAL_BITS = 0x7f;

  private final Process launcher;
  private final StartedProcess leader;
  private final Thread waiting;
  private volatile @Nullable Exit exit;
  private boolean letGo;

  StagedCommand(Process launcher, StartedProcess leader, Thread waiting) {
    this.launcher = launcher;
    this.leader = leader;
    this.waiting = waiting;
  }

  StartedProcess leader() {
    return leader;
  }

  /** Lets it run. */
  public void go() throws IOException {
    letGo = true;
    try (OutputStream word = launcher.getOutputStream()) {
      word.write(GO);
    }
  }

  /** Whether it was let run. */
  public boolean wasLetGo() {
    return letGo;
  }

  /** Makes an end of one that was not let go; does nothing otherwise. */
  void cancel() {
    try {
      launcher.getOutputStream().close();
    } catch (IOException e) {
      launcher.destroyForcibly(); // it is no longer there to be told
    }
  }

  /** How it ended; empty as long as it has not. */
  public Optional<Exit> exit() {
    return Optional.ofNullable(exit);
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return exit != null;
  }

  /** Waits for its end and wakes the thread that wants to know. */
  void awaitEnd() {
    try {
      int status = launcher.waitFor();
      String said =
          new String(launcher.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      exit = exitOf(status, said);
    } catch (IOException e) {
      exit = new Exit.NotStarted("its launcher cannot be heard: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exit = new Exit.NotStarted("nobody waited for it any more");
    } finally {
      LockSupport.unpark(waiting);
    }
  }

  private static Exit exitOf(int status, String said) {
    if (said.contains(KILLED)) {
      return new Exit.Signal(status & SIGNAL_BITS);
    }
    return said.isEmpty() ? new Exit.Code(status) : new Exit.NotStarted(said);
  }
}
