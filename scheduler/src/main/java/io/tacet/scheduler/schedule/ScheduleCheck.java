package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.ScheduleTiming;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitSchedule;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.job.SourceRules;
import io.tacet.scheduler.job.Submission;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is sent as a schedule: all of it is looked at, all faults are named. Thread-safe. */
@ApplicationScoped
class ScheduleCheck {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_RUNS = 1000;
  private static final ScheduleTiming NOTHING =
      new ScheduleTiming(null, null, null, null, null, null, null, null, null);

  private final Submission submission;
  private final TimingCheck timings;

  ScheduleCheck(Submission submission, SchedulerConfig scheduler) {
    this.submission = submission;
    this.timings = new TimingCheck(new SourceRules(scheduler.fileSources()));
  }

  /**
   * Checks.
   *
   * @param user whose jobs it submits
   * @param known when the schedule fires already; a time that has passed may stay as it is
   * @throws ProblemException 400 naming every field that is wrong
   */
  Checked check(
      SubmitSchedule body, String user, Role role, @Nullable ScheduleTiming known, Instant now) {
    FieldErrors errors = new FieldErrors();
    SubmitJob job = body.job();
    errors.line("name", body.name(), LONGEST_NAME);
    int repeat = body.repeat() == null ? 1 : body.repeat();
    errors.require(repeat >= 1 && repeat <= MOST_RUNS, "repeat", "must be from 1 to " + MOST_RUNS);
    MissedRule missed =
        choice("missed", body.missed(), MissedRule.class, MissedRule.RUN_ONCE, errors);
    if (job == null) {
      errors.add("job", "is missing");
    } else {
      template(job, repeat, errors);
      Submission.Prepared unused = submission.prepare(job, "job.", user, role, errors);
    }
    ScheduleTiming said = body.timing() == null ? NOTHING : body.timing();
    ScheduleMode mode = choice("timing.mode", said.mode(), ScheduleMode.class, null, errors);
    ScheduleTiming timing =
        mode == null || said.equals(known) ? said : timings.check(mode, said, job, now, errors);
    errors.throwIfAny();
    if (job == null || mode == null || missed == null) {
      throw new IllegalStateException("errors were found and not thrown");
    }
    return new Checked(name(body, job), mode, timing, job, repeat, missed);
  }

  private static String name(SubmitSchedule body, SubmitJob job) {
    if (body.name() != null) {
      return body.name().strip();
    }
    return job.name() == null ? "" : job.name().strip();
  }

  private static void template(SubmitJob job, int repeat, FieldErrors errors) {
    errors.require(job.hold() == null, "job.hold", "is not for schedules; pause the schedule");
    errors.require(job.after() == null, "job.after", "is not for schedules");
    errors.require(
        job.latestStart() == null, "job.latestStart", "is not for schedules: it is one time");
    errors.require(
        repeat == 1 || job.labels() == null,
        "job.labels",
        "with repeat it is measured on one machine; name it");
  }

  private static <E extends Enum<E>> @Nullable E choice(
      String field, @Nullable String text, Class<E> type, @Nullable E usual, FieldErrors errors) {
    if (text == null && usual != null) {
      return usual;
    }
    try {
      return Enum.valueOf(
          type, String.valueOf(text).strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      errors.add(field, "must be one of " + List.of(type.getEnumConstants()));
      return usual;
    }
  }

  /** In which nothing was found wrong. Immutable. */
  record Checked(
      String name,
      ScheduleMode mode,
      ScheduleTiming timing,
      SubmitJob job,
      int repeat,
      MissedRule missed) {}
}
