package io.tacet.scheduler.auth;

/** What a user may do; each may do what the ones before it may. */
public enum Role {
  /** Own jobs. */
  SUBMITTER,
  /** All jobs, and the machines. */
  OPERATOR,
  /** Users and projects, too. */
  ADMIN
}
