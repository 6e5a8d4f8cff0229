package io.tacet.worker.loop;

import org.jboss.logging.Logger;

/** Where the loop is. Written by the loop's thread, read by any. */
public final class Progress {

  private static final Logger LOG = Logger.getLogger(Progress.class);

  private volatile LoopState state = LoopState.STARTING;

  /** The state now. */
  public LoopState state() {
    return state;
  }

  /**
   * Goes on to the next state.
   *
   * @throws IllegalStateException when it may not follow
   */
  void enter(LoopState next) {
    LoopState before = state;
    if (!next.mayFollow(before)) {
      throw new IllegalStateException(next + " may not follow " + before);
    }
    LOG.debugf("%s -> %s", before, next);
    state = next;
  }
}
