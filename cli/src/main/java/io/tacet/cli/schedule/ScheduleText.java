package io.tacet.cli.schedule;

import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Schedule;
import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.contract.rest.ScheduleTiming;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The columns of lists of schedules and firings. */
final class ScheduleText {

  static final Listing<Schedule> LISTING =
      new Listing<>(
          List.of(
              Column.text("SCHEDULE", "id", Schedule::id),
              Column.text("NAME", "name", Schedule::name),
              Column.text("OWNER", "owner", Schedule::owner),
              Column.text("STATE", "state", Schedule::state),
              Column.text("WHEN", "when", row -> when(row.timing())),
              Column.number("RUNS", "repeat", Schedule::repeat),
              Column.shown("NEXT", "nextAt", row -> Amounts.time(row.nextAt()), Schedule::nextAt),
              Column.text("LAST", "lastOutcome", ScheduleText::last),
              Column.text("PROBLEM", "problem", Schedule::problem)));

  static final Listing<Firing> FIRINGS =
      new Listing<>(
          List.of(
              Column.shown("DUE", "dueAt", row -> Amounts.time(row.dueAt()), Firing::dueAt),
              Column.shown("FIRED", "firedAt", row -> Amounts.time(row.firedAt()), Firing::firedAt),
              Column.text("OUTCOME", "outcome", Firing::outcome),
              Column.text("JOB", "job", Firing::job),
              Column.text("GROUP", "group", Firing::group),
              Column.text("TAG", "tag", Firing::tag),
              Column.shown("COMMIT", "commit", row -> shortened(row.commit()), Firing::commit),
              Column.text("MESSAGE", "message", Firing::message)));

  private static final int SHORT = 10;

  private ScheduleText() {}

  /** When it fires, in words. */
  static String when(ScheduleTiming timing) {
    String zone = timing.zone() == null ? "UTC" : timing.zone();
    return switch (String.valueOf(timing.mode())) {
      case "ONCE" -> "once at " + Amounts.time(timing.at());
      case "DAILY" -> "daily at " + timing.time() + " " + zone;
      case "WEEKLY" ->
          (timing.days() == null
                  ? ""
                  : timing.days().stream().map(String::valueOf).collect(Collectors.joining(",")))
              + " at "
              + timing.time()
              + " "
              + zone;
      case "CRON" -> timing.cron() + " " + zone;
      case "COMMIT" ->
          "commit on "
              + (timing.branch() == null ? "HEAD" : timing.branch())
              + " of "
              + timing.uri();
      case "TAG" -> "tag " + (timing.tags() == null ? "*" : timing.tags()) + " of " + timing.uri();
      default -> String.valueOf(timing.mode());
    };
  }

  private static @Nullable String last(Schedule schedule) {
    Firing last = schedule.lastFiring();
    return last == null ? null : last.outcome();
  }

  private static String shortened(@Nullable String commit) {
    return commit == null ? Amounts.NONE : commit.substring(0, Math.min(SHORT, commit.length()));
  }
}
