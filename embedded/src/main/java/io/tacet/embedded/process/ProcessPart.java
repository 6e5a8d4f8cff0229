package io.tacet.embedded.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A server that is one child process at a time. */
public abstract class ProcessPart implements ServerPart {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private @Nullable ChildProcess process;

  /**
   * Starts the process and waits until it is ready.
   *
   * @throws StartFailure if it does not get there
   */
  protected abstract ChildProcess launch();

  /** Where the process logs. */
  protected abstract Path logFile();

  @Override
  public final Optional<Path> log() {
    return Optional.of(logFile());
  }

  @Override
  public final synchronized void start() {
    if (process == null || !process.isAlive()) {
      process = launch();
    }
  }

  @Override
  public final synchronized void stop() {
    if (process != null) {
      process.stop(STOP_LIMIT);
    }
  }

  @Override
  public final synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public final synchronized void pause() {
    if (process != null) {
      process.pause();
    }
  }

  @Override
  public final synchronized void resume() {
    if (process != null) {
      process.resume();
    }
  }

  @Override
  public final synchronized OptionalLong pid() {
    return process != null && process.isAlive()
        ? OptionalLong.of(process.pid())
        : OptionalLong.empty();
  }
}
