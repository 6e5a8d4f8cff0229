package io.tacet.worker.sensor;

/** What the machine is doing, as far as it matters to its sensors. */
public enum Activity {
  /** A job is measured. */
  MEASURING,
  /** There is no job. */
  IDLE,
  /** It becomes fit for a job, or rests after one. */
  COOLING
}
