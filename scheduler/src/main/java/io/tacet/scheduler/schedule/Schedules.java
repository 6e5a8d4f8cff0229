package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.contract.rest.ScheduleTiming;
import io.tacet.contract.rest.SubmitJob;
import io.tacet.contract.rest.SubmitSchedule;
import io.tacet.problem.FieldErrors;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.SourceRules;
import io.tacet.scheduler.job.Submission;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes schedules, and does what people want of them. Thread-safe. */
@ApplicationScoped
class Schedules {

  private static final Logger LOG = Logger.getLogger(Schedules.class);
  private static final int LONGEST_NAME = 200;
  private static final int MOST_RUNS = 1000;
  private static final ScheduleTiming NOTHING =
      new ScheduleTiming(null, null, null, null, null, null, null, null, null);

  private final ScheduleStore schedules;
  private final FiringStore history;
  private final Firings firings;
  private final ScheduleRights rights;
  private final Submission submission;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final Ids ids;
  private final InstantSource clock;
  private final ScheduleConfig config;
  private final TimingCheck timings;

  Schedules(
      ScheduleStore schedules,
      FiringStore history,
      Firings firings,
      ScheduleRights rights,
      Submission submission,
      Transactions transactions,
      Dispatcher dispatcher,
      Ids ids,
      InstantSource clock,
      ScheduleConfig config,
      SchedulerConfig scheduler) {
    this.schedules = schedules;
    this.history = history;
    this.firings = firings;
    this.rights = rights;
    this.submission = submission;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
    this.timings = new TimingCheck(new SourceRules(scheduler.fileSources()));
  }

  /**
   * Makes a schedule.
   *
   * @return its id
   * @throws ProblemException 400 naming every field that is wrong; 403 when the user may not use
   *     this mode; 409 when the user has too many
   */
  String submit(SubmitSchedule body, String user, Role role) {
    FieldErrors errors = new FieldErrors();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
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
    ScheduleTiming timing = mode == null ? said : timings.check(mode, said, job, now, errors);
    errors.throwIfAny();
    if (job == null || mode == null || missed == null) {
      throw new IllegalStateException("errors were found and not thrown");
    }
    may(user, mode);
    ScheduleRow schedule =
        new ScheduleRow(
            ids.job(),
            name(body, job),
            user,
            mode,
            timing,
            job,
            repeat,
            missed,
            State.ACTIVE,
            mode.watches() ? now : Timings.times(mode, timing).next(now).orElse(null),
            null,
            0,
            null,
            now);
    schedules.insert(schedule);
    LOG.infof("schedule %s of %s is made: %s", schedule.id(), user, timing);
    return schedule.id();
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

  private void may(String user, ScheduleMode mode) {
    if (!rights.may(user, mode)) {
      throw ProblemException.forbidden(
          "User '" + user + "' may not use schedules of mode " + mode + ".");
    }
    if (schedules.count(user) >= config.mostOfUser()) {
      throw ProblemException.conflict(
          "User '"
              + user
              + "' has "
              + config.mostOfUser()
              + " schedules already; delete one (tacet.scheduler.schedule.most-of-user).");
    }
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

  /** It fires no more until it is resumed. */
  void pause(String id) {
    change(
        id,
        schedule -> {
          if (schedule.state() != State.PAUSED) {
            must(schedule, State.ACTIVE, "be paused");
            schedules.state(id, State.PAUSED, null);
          }
        });
  }

  /** It fires again, from now on: what was due meanwhile is not made up for. */
  void resume(String id) {
    change(
        id,
        schedule -> {
          if (schedule.state() == State.ACTIVE) {
            return;
          }
          must(schedule, State.PAUSED, "be resumed");
          Instant now = clock.instant();
          if (schedule.mode().watches()) {
            schedules.forgetSeen(id);
            schedules.state(id, State.ACTIVE, now);
          } else {
            Instant next = Timings.times(schedule).next(now).orElse(null);
            schedules.state(id, next == null ? State.ENDED : State.ACTIVE, next);
          }
        });
  }

  /** It never fires again; what it has submitted goes on, and its history stays. */
  void delete(String id) {
    change(id, schedule -> schedules.state(id, State.DELETED, null));
  }

  /**
   * Fires now, whatever its timing says and even when it is paused.
   *
   * @return the firing, which may have failed
   */
  Firing runNow(String id, String user) {
    String key = ids.event();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try {
      change(id, schedule -> firings.fire(schedule, byHand(schedule, key, user, now)));
      dispatcher.wake();
    } catch (ProblemException e) {
      change(id, schedule -> firings.refused(schedule, byHand(schedule, key, user, now), e));
    }
    return history.find(id, "by-hand/" + key).orElseThrow();
  }

  private static Occasion byHand(ScheduleRow schedule, String key, String user, Instant now) {
    List<String> seen = schedule.seen();
    boolean known = schedule.mode() == ScheduleMode.COMMIT && seen != null && !seen.isEmpty();
    return Occasion.byHand(key, user, known && seen != null ? seen.get(0) : null, now);
  }

  private void change(String id, Consumer<ScheduleRow> change) {
    transactions.run(() -> change.accept(schedules.lock(id).orElseThrow()));
  }

  private static void must(ScheduleRow schedule, State state, String what) {
    if (schedule.state() != state) {
      throw ProblemException.conflict(
          "Schedule " + schedule.id() + " is " + schedule.state() + "; it can't " + what + ".");
    }
  }
}
