package io.tacet.worker.measure;

/** Leaves a run of a job before its end. */
final class RunEnds extends Exception {

  private static final long serialVersionUID = 1;

  private final transient Ending ending;

  RunEnds(Ending ending) {
    super(ending.toString(), null, false, false);
    this.ending = ending;
  }

  Ending ending() {
    return ending;
  }
}
