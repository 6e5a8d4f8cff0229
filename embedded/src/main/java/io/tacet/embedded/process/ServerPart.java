package io.tacet.embedded.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One of the servers a cluster is made of. It can be started again after it was stopped or killed,
 * with the same data and on the same ports. Safe for use by several threads.
 */
public interface ServerPart extends AutoCloseable {
  /** How messages call it. */
  String name();

  /**
   * Starts it and waits until it can be used. Does nothing if it runs.
   *
   * @throws StartFailure if it does not come up
   */
  void start();

  /** Stops it in order and waits for that. Does nothing if it does not run. */
  void stop();

  /**
   * Ends it at once, as a power cut would (SIGKILL). Does nothing if it does not run.
   *
   * @throws UnsupportedOperationException if it has no process of its own
   */
  void kill();

  /**
   * Lets it do nothing until {@link #resume()} (SIGSTOP): its connections stay open and nothing is
   * answered.
   *
   * @throws UnsupportedOperationException if it has no process of its own
   */
  void pause();

  /**
   * Lets it go on (SIGCONT).
   *
   * @throws UnsupportedOperationException if it has no process of its own
   */
  void resume();

  /** Its process; empty if it has none of its own or does not run. */
  OptionalLong pid();

  /** Its log file, which may not exist yet; empty if it writes none. */
  Optional<Path> log();

  /** {@link #stop()}. */
  @Override
  default void close() {
    stop();
  }
}
