package io.tacet.scheduler.schedule;

import io.tacet.scheduler.auth.Rights;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which modes a user's schedules may have; the one place that is asked, when a schedule is made and
 * each time it fires. Thread-safe.
 */
@ApplicationScoped
class ScheduleRights {

  private final Rights rights;

  ScheduleRights(Rights rights) {
    this.rights = rights;
  }

  /** Whether this user may use this mode. */
  boolean may(String user, ScheduleMode mode) {
    return rights.maySchedule(user, mode.name());
  }
}
