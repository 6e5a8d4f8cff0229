package io.tacet.embedded.process;

/** The signal by which a program is asked to stop. */
public enum StopSignal {
  /** What most programs take for a request to stop in order. */
  TERM,
  /** PostgreSQL's "fast shutdown": it ends sessions instead of waiting for them. */
  INT
}
