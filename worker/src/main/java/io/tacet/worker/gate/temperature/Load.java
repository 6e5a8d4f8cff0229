package io.tacet.worker.gate.temperature;

/** Makes the machine warm. One thread at a time. */
public interface Load {

  /** Begins; does nothing if it has begun. */
  void start();

  /** Ends, and returns when nothing runs any more; does nothing if nothing does. */
  void stop();
}
