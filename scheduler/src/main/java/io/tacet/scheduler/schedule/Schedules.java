package io.tacet.scheduler.schedule;

import io.tacet.contract.rest.Schedule.Firing;
import io.tacet.contract.rest.SubmitSchedule;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.auth.Roles;
import io.tacet.scheduler.config.Ids;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.page.Tags.Condition;
import io.tacet.scheduler.schedule.ScheduleCheck.Checked;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes schedules, and does what people want of them. Thread-safe. */
@ApplicationScoped
class Schedules {

  private static final Logger LOG = Logger.getLogger(Schedules.class);

  private final ScheduleStore schedules;
  private final FiringStore history;
  private final Firings firings;
  private final ScheduleRights rights;
  private final ScheduleCheck check;
  private final Roles roles;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final Ids ids;
  private final InstantSource clock;
  private final ScheduleConfig config;

  Schedules(
      ScheduleStore schedules,
      FiringStore history,
      Firings firings,
      ScheduleRights rights,
      ScheduleCheck check,
      Roles roles,
      Transactions transactions,
      Dispatcher dispatcher,
      Ids ids,
      InstantSource clock,
      ScheduleConfig config) {
    this.schedules = schedules;
    this.history = history;
    this.firings = firings;
    this.rights = rights;
    this.check = check;
    this.roles = roles;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Makes a schedule.
   *
   * @return its id
   * @throws ProblemException 400 naming every field that is wrong; 403 when the user may not use
   *     this mode; 409 when the user has too many
   */
  String submit(SubmitSchedule body, String user, Role role) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Checked wanted = check.check(body, user, role, null, now);
    may(user, wanted.mode());
    if (schedules.count(user) >= config.mostOfUser()) {
      throw ProblemException.conflict(
          "User '"
              + user
              + "' has "
              + config.mostOfUser()
              + " schedules already; delete one (tacet.scheduler.schedule.most-of-user).");
    }
    ScheduleRow schedule =
        new ScheduleRow(
            ids.job(),
            wanted.name(),
            user,
            wanted.mode(),
            wanted.timing(),
            wanted.job(),
            wanted.repeat(),
            wanted.missed(),
            State.ACTIVE,
            next(wanted, now),
            null,
            0,
            null,
            now);
    schedules.insert(schedule);
    LOG.infof("schedule %s of %s is made: %s", schedule.id(), user, schedule.timing());
    return schedule.id();
  }

  /**
   * Changes a schedule into what is sent; what it has fired, and whose it is, stays. Where the
   * timing is another one it counts from now on: what was due by the old one and has not fired is
   * left out, and a repository is looked at anew. A paused schedule stays paused, one that has
   * ended goes on if the new timing has a time to come.
   *
   * @param shown what a GET shows of a schedule, for the condition
   * @throws ProblemException 400 naming every field that is wrong; 403 when its owner may not use
   *     this mode; 409 when it is deleted; 412 when it is not as it was seen
   */
  void edit(
      String id,
      SubmitSchedule body,
      String by,
      Condition condition,
      Function<ScheduleRow, Object> shown) {
    change(
        id,
        schedule -> {
          condition.check(shown.apply(schedule));
          if (schedule.state() == State.DELETED) {
            throw ProblemException.conflict("Schedule " + id + " is deleted.");
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Checked wanted =
              check.check(
                  body, schedule.owner(), roles.of(schedule.owner()), schedule.timing(), now);
          may(schedule.owner(), wanted.mode());
          schedules.edit(id, wanted);
          if (!wanted.timing().equals(schedule.timing())) {
            schedules.forgetSeen(id);
            if (schedule.state() != State.PAUSED) {
              Instant next = next(wanted, now);
              schedules.state(id, next == null ? State.ENDED : State.ACTIVE, next);
            }
          }
          LOG.infof(
              "schedule %s of %s is changed by %s: %s", id, schedule.owner(), by, wanted.timing());
        });
  }

  private static @Nullable Instant next(Checked wanted, Instant now) {
    return wanted.mode().watches()
        ? now
        : Timings.times(wanted.mode(), wanted.timing()).next(now).orElse(null);
  }

  private void may(String user, ScheduleMode mode) {
    if (!rights.may(user, mode)) {
      throw ProblemException.forbidden(
          "User '" + user + "' may not use schedules of mode " + mode + ".");
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
