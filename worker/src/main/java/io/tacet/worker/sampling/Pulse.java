package io.tacet.worker.sampling;

/** What is to be done now and then while one waits for a process. */
public interface Pulse {

  /** When it is next to be done, monotonic ns. */
  long next();

  /** Does it if it is due. */
  void beat(long nowNanos);
}
