package io.tacet.scheduler.accuracy;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tacet.contract.job.JobLifecycle;
import io.tacet.problem.ProblemException;
import io.tacet.scheduler.accuracy.ControlRow.State;
import io.tacet.scheduler.config.SchedulerConfig;
import io.tacet.scheduler.database.Transactions;
import io.tacet.scheduler.dispatch.Dispatcher;
import io.tacet.scheduler.job.JobRow;
import io.tacet.scheduler.job.JobStore;
import io.tacet.scheduler.machine.MachineControl;
import io.tacet.scheduler.wake.InTurn;
import io.tacet.scheduler.wake.Loop;
import io.tacet.scheduler.wake.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes control runs when they are due and judges them when they are over. What the verdict calls
 * for (quarantine, release, the notice) is done after the transaction that keeps the verdict, and
 * again until it has been done, so a scheduler that dies between the two loses nothing. Any number
 * of these may run side by side.
 */
@ApplicationScoped
public class AccuracyKeeper {

  private static final Logger LOG = Logger.getLogger(AccuracyKeeper.class);

  private final ControlStore controls;
  private final ControlSubmission submission;
  private final AccuracyNotice notice;
  private final JobStore jobs;
  private final MachineControl machines;
  private final Transactions transactions;
  private final Dispatcher dispatcher;
  private final InstantSource clock;
  private final AccuracyConfig config;
  private final MeterRegistry metrics;
  private final Loop loop;

  AccuracyKeeper(
      ControlStore controls,
      ControlSubmission submission,
      AccuracyNotice notice,
      JobStore jobs,
      MachineControl machines,
      Transactions transactions,
      Dispatcher dispatcher,
      InstantSource clock,
      AccuracyConfig config,
      SchedulerConfig scheduler,
      MeterRegistry metrics) {
    this.controls = controls;
    this.submission = submission;
    this.notice = notice;
    this.jobs = jobs;
    this.machines = machines;
    this.transactions = transactions;
    this.dispatcher = dispatcher;
    this.clock = clock;
    this.config = config;
    this.metrics = metrics;
    this.loop = new Loop("accuracy-keeper", this::turn, new Signal(), scheduler, metrics);
  }

  void start(@Observes StartupEvent event) {
    loop.start();
  }

  void stop(@Observes ShutdownEvent event) {
    loop.stop();
  }

  private Duration turn() {
    InTurn.each(controls.controlled(), this::look);
    return config.check();
  }

  private void look(String machine) {
    transactions.run(() -> controls.lock(machine).ifPresent(this::judge));
    order(machine);
    controls.find(machine).filter(control -> !control.acted()).ifPresent(this::act);
  }

  /** Looks whether the machine has changed, and at a control run that is over. */
  private void judge(ControlRow control) {
    Instant now = clock.instant();
    if (hasChanged(control, now)) {
      return;
    }
    if (control.state() == State.FAILED && control.acted() && !control.quarantined()) {
      controls.newWindow(control.machine(), "Released by an operator.", false, now);
      return;
    }
    if (control.job() != null) {
      JobRow job = jobs.find(control.job()).orElseThrow();
      if (JobLifecycle.isEnd(job.state())) {
        judge(control, job, now);
      }
    }
  }

  /** Whether a new window begins because the machine may be another one than before. */
  private boolean hasChanged(ControlRow control, Instant now) {
    String facts = controls.facts(control.machine()).orElse(control.facts());
    long history = controls.lastMaintenance(control.machine());
    // What a worker says first is no change
    boolean otherFacts = control.facts() != null && !control.facts().equals(facts);
    boolean maintained = history > control.historySeen();
    if (maintained || !Objects.equals(facts, control.facts())) {
      controls.known(control.machine(), facts, history);
    }
    // After FAILED an operator says when to measure again
    if (control.state() == State.FAILED || !(otherFacts || maintained)) {
      return false;
    }
    String reason =
        otherFacts
            ? "The machine has changed: " + control.facts() + " → " + facts + "."
            : "After maintenance.";
    controls.newWindow(control.machine(), reason, false, now);
    LOG.infof("machine %s: a new window of accuracy control: %s", control.machine(), reason);
    return true;
  }

  private void judge(ControlRow control, JobRow job, Instant now) {
    ControlRun run = ControlRun.of(job, control.plan().phase());
    Instant began = job.dispatchedAt() == null ? now : job.dispatchedAt();
    controls.insert(control.machine(), run, began);
    if (began.isBefore(control.windowSince())) {
      controls.failed(control.machine(), control.failures(), now);
    } else if (run.voidWhy() != null) {
      count(control, run, now);
    } else {
      judge(control, now);
    }
  }

  /** A run without values says nothing, but several in a row do. */
  private void count(ControlRow control, ControlRun run, Instant now) {
    int failures = control.failures() + 1;
    LOG.infof(
        "machine %s: control run %s does not count: %s",
        control.machine(), run.job(), run.voidWhy());
    if (failures < config.mostFailures()) {
      controls.failed(control.machine(), failures, now);
      return;
    }
    String reason =
        failures + " control runs in a row gave no values; the last one: " + run.voidWhy() + ".";
    end(control, new Verdict(Verdict.Kind.FAILED, reason, List.of()), List.of(run), now);
  }

  private void judge(ControlRow control, Instant now) {
    ControlPlan plan = control.plan();
    List<ControlRun> runs = controls.runs(control.machine(), control.windowSince(), plan.window());
    end(control, Verdict.of(plan, runs, control.reference()), runs, now);
  }

  private void end(ControlRow control, Verdict verdict, List<ControlRun> runs, Instant now) {
    String machine = control.machine();
    controls.insert(machine, verdict, runs, now);
    metrics
        .counter("tacet.scheduler.accuracy.windows", "verdict", verdict.kind().name())
        .increment();
    LOG.infof("machine %s: accuracy %s: %s", machine, verdict.kind(), verdict.reason());
    switch (verdict.kind()) {
      case INCOMPLETE ->
          controls.state(machine, State.UNPROVEN, verdict.reason(), true, control.reference(), now);
      case PASSED ->
          controls.state(
              machine,
              State.PASSED,
              verdict.reason(),
              !control.lost(),
              control.reference().isEmpty() ? verdict.asReference() : control.reference(),
              now.plus(control.plan().every()));
      case FAILED ->
          controls.state(machine, State.FAILED, verdict.reason(), false, control.reference(), null);
    }
  }

  /** Submits a control run if one is due. */
  private void order(String machine) {
    Instant now = clock.instant();
    try {
      boolean ordered = transactions.call(() -> orderIfDue(machine, now));
      if (ordered) {
        dispatcher.wake();
      }
    } catch (ProblemException e) {
      String why = e.why();
      Instant again = now.plus(config.refusedPause());
      transactions.run(() -> controls.refused(machine, why, again));
      metrics.counter("tacet.scheduler.accuracy.refused").increment();
      LOG.warnf(
          "machine %s: the control run is refused, again in %d s: %s",
          machine, config.refusedPause().toSeconds(), why);
    }
  }

  private boolean orderIfDue(String machine, Instant now) {
    Optional<ControlRow> found = controls.lock(machine);
    if (found.isEmpty()
        || found.get().job() != null
        || found.get().nextAt() == null
        || found.get().nextAt().isAfter(now)) {
      return false;
    }
    String job = submission.submit(found.get());
    controls.ordered(machine, job);
    LOG.infof("machine %s: control run %s is queued", machine, job);
    return true;
  }

  /** Quarantine or release, then the notice; once more is no harm. */
  private void act(ControlRow control) {
    String machine = control.machine();
    boolean failed = control.state() == State.FAILED;
    if (failed) {
      machines.quarantine(machine, control.reason(), MachineControl.SCHEDULER);
    } else {
      machines.release(machine, MachineControl.SCHEDULER);
    }
    transactions.run(
        () -> {
          if (controls.acted(machine, control.state(), failed)) {
            notice.tell(control, failed);
          }
        });
    notice.wake();
  }
}
