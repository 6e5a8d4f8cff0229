package io.tacet.scheduler.schedule;

/** What makes a schedule fire. A user may be allowed some of these only. */
public enum ScheduleMode {
  /** A time. */
  ONCE,
  /** A time of day. */
  DAILY,
  /** A time of day on days of the week. */
  WEEKLY,
  /** A cron expression. */
  CRON,
  /** A new commit at the tip of a branch. */
  COMMIT,
  /** A new tag. */
  TAG;

  /** Whether it watches a repository instead of the clock. */
  public boolean watches() {
    return this == COMMIT || this == TAG;
  }
}
