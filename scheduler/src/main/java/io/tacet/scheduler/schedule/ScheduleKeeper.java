package io.tacet.scheduler.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import io.tacet.scheduler.wake.InTurn;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fires the schedules that go by the clock. A schedule's row is locked, its due time read, its job
 * submitted, the firing written and the next due time set in one transaction, so any number of
 * these may run side by side, and be killed, and each firing comes once.
 */
@ApplicationScoped
public class ScheduleKeeper {

  private static final int MOST = 100;

  private final ScheduleStore schedules;
  private final Firings firings;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final ScheduleConfig config;
  private final Loop loop;

  ScheduleKeeper(
      ScheduleStore schedules,
      Firings firings,
      Transactions transactions,
      Dispatcher dispatcher,
      InstantSource clock,
      ScheduleConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.schedules = schedules;
    this.firings = firings;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.config = config;
    this.loop = new Loop("schedule-keeper", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    Instant now = clock.instant();
    List<String> due = schedules.due(false, now, MOST);
    InTurn.each(due, id -> fire(id, now));
    if (due.isEmpty()) {
      return config.check();
    }
    dispatcher.wake();
    return Duration.ZERO;
  }

  /** Fires once, if it is still due. */
  void fire(String id, Instant now) {
    try {
      transactions.run(() -> attempt(id, now, null));
    } catch (ProblemException e) {
      transactions.run(() -> attempt(id, now, e));
    }
  }

  private void attempt(String id, Instant now, @Nullable ProblemException refused) {
    ScheduleRow schedule = schedules.lock(id).orElseThrow();
    Instant from = schedule.nextAt();
    if (from == null || from.isAfter(now)) {
      return;
    }
    Due due = Due.of(Timings.times(schedule), schedule.missed(), from, now, config);
    if (due.skipped() != null) {
      firings.skip(schedule, due.skipped());
    }
    if (due.fire() != null) {
      if (refused == null) {
        firings.fire(schedule, due.fire());
      } else {
        firings.refused(schedule, due.fire(), refused);
      }
    }
    schedules.state(id, due.next() == null ? State.ENDED : State.ACTIVE, due.next());
  }
}
