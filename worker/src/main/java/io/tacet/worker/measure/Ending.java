package io.tacet.worker.measure;

import io.tacet.scenario.Phase;

/** How a run ended. Immutable. */
public sealed interface Ending {

  /** Every phase ran and ended as it should. */
  record Finished() implements Ending {}

  /**
   * The job's own fault: a command that failed, is not there, or took too long.
   *
   * @param message what happened, for the submitter
   */
  record Failed(String message) implements Ending {

    static Failed in(Phase phase, String what) {
      return new Failed("phase " + phase.name() + ": " + what);
    }
  }

  /** Cancelled at a phase border. */
  record Cancelled() implements Ending {}

  /**
   * Not the job's fault: the worker was stopped, or the machine failed.
   *
   * @param message what happened
   */
  record Interrupted(String message) implements Ending {}
}
