package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.ScheduleTiming;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The times of timings in which nothing was found wrong. */
final class Timings {

  private Timings() {}

  /** When a schedule fires that goes by the clock. */
  static Times times(ScheduleRow schedule) {
    return times(schedule.mode(), schedule.timing());
  }

  /**
   * When a timing comes true.
   *
   * @throws IllegalArgumentException when its cron expression is none
   */
  static Times times(ScheduleMode mode, ScheduleTiming timing) {
    return switch (mode) {
      case ONCE -> Times.once(Objects.requireNonNull(timing.at()));
      case DAILY -> CronTimes.of(fields(timing) + " * * *", zone(timing));
      case WEEKLY -> CronTimes.of(fields(timing) + " * * " + days(timing.days()), zone(timing));
      case CRON -> CronTimes.of(Objects.requireNonNull(timing.cron()), zone(timing));
      case COMMIT, TAG -> throw new IllegalArgumentException(mode + " does not go by the clock");
    };
  }

  private static String fields(ScheduleTiming timing) {
    LocalTime time = LocalTime.parse(Objects.requireNonNull(timing.time()));
    return time.getMinute() + " " + time.getHour();
  }

  private static String days(@Nullable List<@Nullable String> days) {
    return Objects.requireNonNull(days).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  private static ZoneId zone(ScheduleTiming timing) {
    return timing.zone() == null ? ZoneOffset.UTC : ZoneId.of(timing.zone());
  }
}
