package io.tacet.worker.stop;

/** The worker has to end now; what it was waiting for goes on when it is started again. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1;

  /** Carries nothing: the request says it all. */
  public StoppedException() {
    super("the worker was told to stop");
  }
}
