package io.tacet.worker.measure;

import org.jspecify.annotations.Nullable;

/** A job whose scenario is read and whose source is there. */
public interface PreparedJob {

  /** Name for people: the submitter's, else the scenario's. */
  String name();

  /** Id of the commit that was checked out; null when it is not from a repository. */
  @Nullable String commit();
}
