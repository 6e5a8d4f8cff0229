package io.tacet.worker.measure;

/** A job whose scenario is read and whose source is there. */
public interface PreparedJob {

  /** Name for people: the submitter's, else the scenario's. */
  String name();
}
