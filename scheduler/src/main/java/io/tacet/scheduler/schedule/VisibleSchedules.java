package io.tacet.scheduler.schedule;

import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Caller;
import io.tacet.scheduler.auth.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** The schedules the caller may see: own ones; all of them for operators. Thread-safe. */
@ApplicationScoped
class VisibleSchedules {

  private final Caller caller;
  private final ScheduleStore schedules;

  VisibleSchedules(Caller caller, ScheduleStore schedules) {
    this.caller = caller;
    this.schedules = schedules;
  }

  /**
   * A schedule.
   *
   * @throws ProblemException 404 when there is none; 403 when it is someone else's
   */
  ScheduleRow get(String id) {
    ScheduleRow schedule =
        schedules
            .find(id.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> ProblemException.notFound("There is no schedule '" + id + "'."));
    if (!schedule.owner().equals(caller.user()) && !caller.may(Role.OPERATOR)) {
      throw ProblemException.forbidden(
          "Schedule "
              + schedule.id()
              + " is someone else's; submitters see their own schedules only.");
    }
    return schedule;
  }
}
