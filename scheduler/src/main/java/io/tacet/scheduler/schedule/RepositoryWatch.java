package io.tacet.scheduler.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.schedule.Remote.LookFailed;
import io.tacet.scheduler.schedule.ScheduleRow.State;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the repositories of schedules that fire on a commit or a tag. The look is made outside
 * of any transaction; what is new is fired and remembered in one. The first look fires nothing: it
 * says what is there already. Any number of these may run side by side: a look is taken by one of
 * them, and what two have seen fires once by its key.
 */
@ApplicationScoped
public class RepositoryWatch {

  private static final Logger LOG = Logger.getLogger(RepositoryWatch.class);
  private static final int LONGEST_SHIFT = 20;

  private final ScheduleStore schedules;
  private final Firings firings;
  private final Remote remote;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final ScheduleConfig config;
  private final MeterRegistry metrics;
  private final List<Loop> loops;

  RepositoryWatch(
      ScheduleStore schedules,
      Firings firings,
      Remote remote,
      Transactions transactions,
      Dispatcher dispatcher,
      InstantSource clock,
      ScheduleConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.schedules = schedules;
    this.firings = firings;
    this.remote = remote;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.config = config;
    this.metrics = metrics;
    this.loops =
        IntStream.rangeClosed(1, config.looksAtOnce())
            .mapToObj(
                n ->
                    new Loop("repository-watch-" + n, this::turn, new Signal(), scheduler, metrics))
            .toList();
  }

  void start(@Observes StartupEvent event) {
    loops.forEach(Loop::start);
  }

  void stop(@Observes ShutdownEvent event) {
    loops.forEach(Loop::stop);
  }

  private Duration turn() throws InterruptedException {
    Instant now = clock.instant();
    for (String id : schedules.due(true, now, loops.size())) {
      Optional<ScheduleRow> taken = schedules.claimLook(id, now, now.plus(config.lookEvery()));
      if (taken.isPresent()) {
        look(taken.get());
        return Duration.ZERO;
      }
    }
    return config.check();
  }

  private void look(ScheduleRow schedule) throws InterruptedException {
    String uri = Objects.requireNonNull(schedule.timing().uri());
    try {
      if (schedule.mode() == ScheduleMode.COMMIT) {
        String tip = remote.tip(uri, schedule.timing().branch());
        act(schedule, List.of(tip));
      } else {
        List<String> tags = new ArrayList<>();
        remote
            .tags(uri, schedule.timing().tags())
            .forEach((tag, commit) -> tags.add(tag + " " + commit));
        act(schedule, tags);
      }
    } catch (LookFailed e) {
      failed(schedule, String.valueOf(e.getMessage()));
    }
  }

  /** Fires for what is new, one by one, so that one that is refused does not stop the others. */
  private void act(ScheduleRow looked, List<String> seen) {
    Refusal refusal = new Refusal(null, null);
    boolean more = true;
    while (more) {
      Refusal last = refusal;
      try {
        more = transactions.call(() -> step(looked, seen, last));
        refusal = new Refusal(null, null);
      } catch (Refused e) {
        refusal = new Refusal(e.occasion.key(), e.problem);
      }
    }
    dispatcher.wake();
  }

  /** Fires for the first thing that is new; whether there may be more. */
  private boolean step(ScheduleRow looked, List<String> seen, Refusal refusal) {
    String id = looked.id();
    Optional<ScheduleRow> found = schedules.lock(id);
    if (found.isEmpty()
        || found.get().state() != State.ACTIVE
        || !found.get().timing().equals(looked.timing())) {
      // Somebody has changed it during the look, which then says nothing
      return false;
    }
    ScheduleRow schedule = found.get();
    List<String> known = schedule.seen();
    if (known == null) {
      schedules.saw(id, seen);
      schedules.problem(id, null);
      return false;
    }
    Set<String> old = Set.copyOf(known);
    List<String> news = seen.stream().filter(one -> !old.contains(one)).toList();
    if (news.isEmpty()) {
      schedules.saw(id, seen);
      if (schedule.failures() > 0) {
        schedules.problem(id, null);
      }
      return false;
    }
    int tooMany = news.size() - config.mostTags();
    Occasion occasion = occasion(schedule, news.get(0));
    if (tooMany > 0) {
      firings.skip(
          schedule,
          new Occasion(
              occasion.key(),
              occasion.dueAt(),
              occasion.commit(),
              occasion.tag(),
              "Skipped: more than " + config.mostTags() + " tags were new at once."));
    } else if (refusal.problem() != null && occasion.key().equals(refusal.key())) {
      firings.refused(schedule, occasion, refusal.problem());
    } else {
      try {
        firings.fire(schedule, occasion);
      } catch (ProblemException e) {
        throw new Refused(occasion, e);
      }
    }
    schedules.saw(id, with(known, news.get(0), schedule.mode()));
    return true;
  }

  private Occasion occasion(ScheduleRow schedule, String news) {
    Instant now = clock.instant();
    if (schedule.mode() == ScheduleMode.COMMIT) {
      return Occasion.commit(news, now);
    }
    int space = news.lastIndexOf(' ');
    return Occasion.tag(news.substring(0, space), news.substring(space + 1), now);
  }

  private static List<String> with(List<String> known, String news, ScheduleMode mode) {
    if (mode == ScheduleMode.COMMIT) {
      return List.of(news);
    }
    List<String> all = new ArrayList<>(known);
    all.add(news);
    return all;
  }

  private void failed(ScheduleRow schedule, String why) {
    int failures = schedule.failures() + 1;
    Duration pause = config.lookEvery().multipliedBy(1L << Math.min(failures - 1, LONGEST_SHIFT));
    Duration wait = pause.compareTo(config.longestPause()) > 0 ? config.longestPause() : pause;
    schedules.lookFailed(
        schedule,
        failures,
        "Its repository can't be looked at: " + why,
        clock.instant().plus(wait));
    metrics.counter("tacet.scheduler.schedule.looks.failed").increment();
    LOG.warnf(
        "schedule %s: the repository can't be looked at (%d in a row), again in %d s: %s",
        schedule.id(), failures, wait.toSeconds(), why);
  }

  private record Refusal(@Nullable String key, @Nullable ProblemException problem) {}

  /** Carries a refusal out of the transaction that it ends. */
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Occasion occasion;
    private final transient ProblemException problem;

    Refused(Occasion occasion, ProblemException problem) {
      super(problem);
      this.occasion = occasion;
      this.problem = problem;
    }
  }
}
