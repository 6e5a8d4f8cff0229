package io.tacet.notifier.rule;

/** To whom a rule sends. */
public enum Audience {
  /** Whoever submitted the job. For jobs only. */
  SUBMITTER,
  /** Who watches the job's project. For jobs only. */
  WATCHERS,
  /** Operators and administrators. */
  OPERATORS,
  /** Whom the notice names: operators, a user, a project's watchers, a PI. For notices only. */
  NAMED,
  /** Nobody at all; beside others it means nothing. */
  NOBODY
}
