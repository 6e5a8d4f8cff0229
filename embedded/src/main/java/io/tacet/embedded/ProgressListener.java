package io.tacet.embedded;

import java.time.Duration;

/**
 * Hears how the parts of a cluster come and go. Called from several threads, one call per change.
 */
@FunctionalInterface
public interface ProgressListener {
  /**
   * A part has changed.
   *
   * @param since how long after the start (or the stop) of the cluster began
   */
  void changed(PartName part, PartState state, Duration since);

  /** Hears nothing. */
  static ProgressListener none() {
    return (part, state, since) -> {};
  }
}
