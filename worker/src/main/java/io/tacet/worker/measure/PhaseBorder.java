package io.tacet.worker.measure;

import java.time.Duration;

/**
 * What is done before each run of phases: between phases that use the network and a silence, and
 * back.
 */
public interface PhaseBorder {

  /**
   * Says that phases that are not measured are about to run: the worker states how long they can
   * last and looks for a cancellation. Connections may stay open.
   *
   * @param longest the longest they can last
   * @return false when the job has been cancelled and must not go on
   */
  boolean enterUnmeasured(Duration longest);

  /**
   * Says that a silence is about to begin: the worker states it, looks for a cancellation and
   * closes every connection.
   *
   * @param longest the longest the silence can last
   * @return false when the job has been cancelled and must not go on
   */
  boolean enterSilence(Duration longest);
}
