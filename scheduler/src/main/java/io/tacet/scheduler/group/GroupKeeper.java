package io.tacet.scheduler.group;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.rest.SubmitGroup.Until;
import io.tacet.problem.FieldErrors;
import io.tacet.scheduler.auth.Role;
import io.tacet.scheduler.config.QueueConfig;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.job.Submission;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import io.tacet.schema.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks at groups whose runs have all ended: they have enough, or all they may have, or get more
 * runs. Any number of these may run side by side.
 *
 * <pre>{@code
 * no run finished                         ─▶ ended
 * a plain number of runs                  ─▶ ended
 * fewer than two values                   ─▶ more runs, or ended at the limit
 * interval narrow enough                  ─▶ ended
 * else                                    ─▶ as many more as the spread calls for, but at most
 *                                            twice as many as there are, or ended at the limit
 * }</pre>
 */
@ApplicationScoped
public class GroupKeeper {

  private static final Logger LOG = Logger.getLogger(GroupKeeper.class);

  private final GroupStore groups;
  private final JobStore jobs;
  private final Submission submission;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final QueueConfig config;
  private final Loop loop;

  GroupKeeper(
      GroupStore groups,
      JobStore jobs,
      Submission submission,
      Transactions transactions,
      Dispatcher dispatcher,
      InstantSource clock,
      QueueConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.groups = groups;
    this.jobs = jobs;
    this.submission = submission;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.config = config;
    this.loop = new Loop("group-keeper", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    List<String> resting = groups.resting();
    for (String id : resting) {
      transactions.run(() -> groups.lockRunning(id).ifPresent(this::look));
    }
    if (!resting.isEmpty()) {
      dispatcher.wake();
    }
    return config.check();
  }

  private void look(GroupRow group) {
    List<JobRow> runs = jobs.ofGroup(group.id());
    long finished = runs.stream().filter(run -> run.state() == JobState.FINISHED).count();
    Until until = group.until();
    if (until == null) {
      end(group, finished + " of " + runs.size() + " runs finished.");
    } else if (finished == 0) {
      end(group, "None of " + runs.size() + " runs finished.");
    } else {
      look(group, until, runs);
    }
  }

  private void look(GroupRow group, Until until, List<JobRow> runs) {
    double part = until.relativeHalfWidth() == null ? 0 : until.relativeHalfWidth();
    List<Double> values = GroupViews.values(runs, until);
    Optional<Interval> interval =
        values.size() < 2 ? Optional.empty() : Optional.of(Interval.of(values));
    String known =
        interval
            .map(GroupKeeper::sentence)
            .orElse(
                values.size() + " of " + runs.size() + " runs have the figure " + until.metric());
    if (interval.isPresent() && interval.get().isWithin(part)) {
      end(group, known + ": enough.");
    } else if (runs.size() >= group.most()) {
      end(group, known + ", and there may be no more than " + group.most() + " runs.");
    } else if (values.isEmpty()) {
      end(group, known + ", so more runs would not help.");
    } else {
      int left = group.most() - runs.size();
      int wanted =
          interval.map(one -> one.needed(part, group.most()) - one.count()).orElse(group.least());
      add(group, Math.max(1, Math.min(Math.min(wanted, runs.size()), left)), known);
    }
  }

  private void add(GroupRow group, int more, String known) {
    FieldErrors errors = new FieldErrors();
    // What the submitter may do was checked when the group came; an operator's priority stays
    Submission.Prepared prepared =
        submission.prepare(group.template(), "job.", group.submitter(), Role.ADMIN, errors);
    if (!errors.all().isEmpty()) {
      end(
          group,
          known
              + ", but no more runs can be queued: "
              + errors.all().get(0).field()
              + ": "
              + errors.all().get(0).message());
      return;
    }
    submission.queue(prepared, more, group.id());
    groups.say(group.id(), known + "; runs added: " + more + ".");
    LOG.infof("group %s gets %d more runs: %s", group.id(), more, known);
  }

  private void end(GroupRow group, String why) {
    if (groups.end(group.id(), why, clock.instant())) {
      LOG.infof("group %s has ended: %s", group.id(), why);
    }
  }

  private static String sentence(Interval interval) {
    return interval.relative().isEmpty()
        ? "The mean of " + interval.count() + " runs is 0"
        : String.format(
            Locale.ROOT,
            "The mean of %d runs is known to ±%.2f %%",
            interval.count(),
            100 * interval.relative().getAsDouble());
  }
}
