package io.tacet.worker.measure;

import java.time.Duration;

/** The border between what may use the network and a silence. */
public interface PhaseBorder {

  /**
   * Says that a silence is about to begin: the worker states it, looks for a cancellation and
   * closes every connection.
   *
   * @param longest the longest the silence can last
   * @return false when the job has been cancelled and must not go on
   */
  boolean enterSilence(Duration longest);
}
