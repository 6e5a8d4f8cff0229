package io.tacet.contract.job;

import io.tacet.schema.JobState;

/** What to do with a reported state. Immutable. */
public sealed interface Decision {

  /** The job moves. */
  record Apply(JobState state) implements Decision {}

  /** The job stays; the report is late, a duplicate or out of order. */
  record Ignore(Reason reason) implements Decision {}

  /** Why a report is ignored. */
  enum Reason {
    /** The job has ended. */
    JOB_OVER,
    /** It speaks of an order that is not the job's present one. */
    OTHER_ORDER,
    /** The present state has no such successor: a duplicate, or older than what is known. */
    NOT_A_TRANSITION
  }
}
