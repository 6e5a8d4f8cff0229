package io.tacet.scheduler.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which modes a user's schedules may have; the one place that is asked, when a schedule is made and
 * each time it fires. Thread-safe.
 */
@ApplicationScoped
public class ScheduleRights {

  /** The modes this user may use. */
  public Set<ScheduleMode> of(String user) {
    return EnumSet.allOf(ScheduleMode.class);
  }
}
