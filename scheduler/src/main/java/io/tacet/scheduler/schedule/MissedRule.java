package io.tacet.scheduler.schedule;

/** What is done about firings that were due while no scheduler ran. */
enum MissedRule {
  /** The last of them, late, stands for all. */
  RUN_ONCE,
  /** None of them. */
  SKIP,
  /** Each of them, late, up to a limit; the oldest beyond it are skipped. */
  RUN_ALL
}
