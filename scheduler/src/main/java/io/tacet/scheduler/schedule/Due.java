package io.tacet.scheduler.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a schedule whose time has come: by the rule for missed firings, at most
 * one firing, and when to look again. Immutable.
 *
 * @param fire null: it does not fire now
 * @param skipped null: nothing is left out
 * @param next null: nothing more to come
 */
record Due(@Nullable Occasion fire, @Nullable Occasion skipped, @Nullable Instant next) {

  /**
   * Decides.
   *
   * @param from when it was to fire next; at or before now
   */
  static Due of(Times times, MissedRule rule, Instant from, Instant now, ScheduleConfig config) {
    int most = rule == MissedRule.RUN_ALL ? config.mostMissed() : 1;
    List<Instant> last = times.last(from, now, most);
    Instant next = times.next(now).orElse(null);
    if (last.isEmpty()) {
      // The rules of the time zone have changed meanwhile
      return new Due(null, null, next);
    }
    Instant first = last.get(0);
    boolean alone = !first.isAfter(from);
    return switch (rule) {
      case RUN_ONCE ->
          new Due(
              Occasion.at(
                  first, alone ? null : "It stands for all that were due from " + from + "."),
              null,
              next);
      case SKIP -> skip(from, first, alone, now, next, config.missedAfter());
      case RUN_ALL ->
          new Due(
              Occasion.at(first, null),
              alone ? null : skipped(from, first, "more than " + most + " were missed"),
              last.size() > 1 ? last.get(1) : next);
    };
  }

  private static Due skip(
      Instant from,
      Instant last,
      boolean alone,
      Instant now,
      @Nullable Instant next,
      Duration missedAfter) {
    if (last.isBefore(now.minus(missedAfter))) {
      String until = alone ? "" : " to " + last;
      return new Due(
          null, Occasion.at(last, "Skipped: missed, due at " + from + until + "."), next);
    }
    return new Due(
        Occasion.at(last, null), alone ? null : skipped(from, last, "they were missed"), next);
  }

  private static Occasion skipped(Instant from, Instant before, String why) {
    return new Occasion(
        "skipped/" + from,
        from,
        null,
        null,
        "Skipped what was due from " + from + " on, before " + before + ": " + why + ".");
  }
}
