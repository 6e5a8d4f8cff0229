package io.tacet.worker.loop;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.schema.CpuTime;
import io.tacet.schema.CpuTimeSource;
import io.tacet.schema.ErrorClass;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.gate.Gate;
import io.tacet.worker.journal.DurableFiles;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.measure.Ending;
import io.tacet.worker.measure.JobRunner;
import io.tacet.worker.measure.Measurement;
import io.tacet.worker.measure.PreparationException;
import io.tacet.worker.measure.PreparedJob;
import io.tacet.worker.order.CancelWatch;
import io.tacet.worker.order.Found;
import io.tacet.worker.outcome.OutcomeStatus;
import io.tacet.worker.outcome.ResultSpooler;
import io.tacet.worker.spool.Spool;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes a journalled order to its spooled result: gate, prepare, measure, settle. */
final class OrderRun {

  private static final Logger LOG = Logger.getLogger(OrderRun.class);

  /** The runner keeps the limit itself; this is for one that does not. */
  private static final Duration PREPARE_GRACE = Duration.ofSeconds(15);

  private final WorkerSettings settings;
  private final StateDirectory directory;
  private final Gate gate;
  private final JobRunner runner;
  private final JobThread thread;
  private final SilenceBorder.Means border;
  private final ResultSpooler spooler;
  private final OutcomeStatus outcomes;
  private final Progress progress;
  private long deletedForResults;

  OrderRun(
      WorkerSettings settings,
      StateDirectory directory,
      Gate gate,
      JobRunner runner,
      JobThread thread,
      SilenceBorder.Means border,
      ResultSpooler spooler,
      Progress progress) {
    this.settings = settings;
    this.directory = directory;
    this.gate = gate;
    this.runner = runner;
    this.thread = thread;
    this.border = border;
    this.spooler = spooler;
    this.outcomes = new OutcomeStatus(border.events());
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @return its result, complete on the disk; empty: somebody else ended it before it was begun
   */
  Optional<Spool> run(Found.Order taken) throws IOException, InterruptedException {
    FaultPoint.WORKER_TAKEN.reach();
    HeldOrder held = taken.held();
    if (taken.cancellation().isPresent()) {
      return Optional.of(
          settle(held, outcomes.cancelledBeforeStart(held, taken.cancellation().get())));
    }
    LOG.infof("Job %s, attempt %d: taken", held.command().getJobId(), held.command().getAttempt());
    tell(held, JobState.ACCEPTED, settings.gateTimeout());
    progress.enter(LoopState.GATING);
    StillWanted wanted = new StillWanted(border.watch(), held);
    Optional<String> refusal = admit(held, wanted);
    if (wanted.wish() instanceof CancelWatch.Wish.Over) {
      return Optional.empty();
    }
    if (wanted.wish() instanceof CancelWatch.Wish.Cancel cancel) {
      return Optional.of(settle(held, outcomes.cancelledBeforeStart(held, cancel.cancellation())));
    }
    if (refusal.isPresent()) {
      return Optional.of(settle(held, outcomes.interrupted(held, refusal.get(), null)));
    }
    return Optional.of(execute(held));
  }

  private Spool execute(HeldOrder held) throws IOException, InterruptedException {
    FaultPoint.WORKER_GATED.reach();
    progress.enter(LoopState.PREPARING);
    board().tell(MachineState.PREPARING, settings.prepareTimeout().plus(settings.statusMargin()));
    tell(held, JobState.PREPARING, settings.prepareTimeout());
    PreparedJob prepared;
    try {
      prepared = prepare(held);
    } catch (PreparationException e) {
      return settle(held, outcomes.notPrepared(held, e));
    }
    FaultPoint.WORKER_PREPARED.reach();
    progress.enter(LoopState.MEASURING);
    return measure(held.prepared(prepared.name(), prepared.commit()), prepared);
  }

  /** What becomes of an order whose worker died. */
  Spool interrupted(HeldOrder held) throws IOException {
    CpuTime cpuTime =
        runner.lastKnownCpuTime(directory.run(held.orderId())).orElseGet(OrderRun::unknown);
    return settle(
        held,
        outcomes.interrupted(
            held, "The worker or its machine failed and was started again", cpuTime));
  }

  private Optional<String> admit(HeldOrder held, StillWanted wanted) {
    try {
      return gate.admit(held, wanted::look);
    } catch (StoppedException e) {
      return Optional.of("The worker was stopped before the job was started");
    }
  }

  private PreparedJob prepare(HeldOrder held)
      throws PreparationException, IOException, InterruptedException {
    Path run = directory.run(held.orderId());
    Files.createDirectories(run);
    JobThread.Result<PreparedJob> result =
        thread.run(
            () -> runner.prepare(held.order(), run),
            ending(run),
            settings.prepareTimeout().plus(PREPARE_GRACE));
    if (result instanceof JobThread.Result.Returned<PreparedJob> returned) {
      return returned.value();
    }
    if (result instanceof JobThread.Result.Threw<PreparedJob> threw) {
      if (threw.failure() instanceof PreparationException failure) {
        throw failure;
      }
      LOG.error("Preparation failed", threw.failure());
      throw new PreparationException(
          ErrorClass.MACHINE, "The worker failed in preparation: " + threw.failure());
    }
    throw new PreparationException(
        ErrorClass.MACHINE,
        "Preparation did not end within "
            + settings.prepareTimeout()
            + " and could not be stopped");
  }

  private Spool measure(HeldOrder held, PreparedJob prepared)
      throws IOException, InterruptedException {
    Path run = directory.run(held.orderId());
    SilenceBorder silence = new SilenceBorder(border, held);
    JobThread.Result<Measurement> result =
        thread.run(() -> runner.measure(prepared, silence), ending(run), null);
    runner.killLeftovers(run);
    FaultPoint.WORKER_MEASURED.reach();
    progress.enter(LoopState.SETTLING);
    if (result instanceof JobThread.Result.Returned<Measurement> returned) {
      Measurement brought = ended(returned.value(), silence);
      board().leftOut(brought.leftOut());
      return kept(held, () -> spooler.spool(held, brought, silence.cancellation()));
    }
    String reason = "The worker was stopped and the job did not end";
    if (result instanceof JobThread.Result.Threw<Measurement> threw) {
      LOG.error("Measurement failed", threw.failure());
      reason = "The worker failed in measurement: " + threw.failure();
    }
    CpuTime cpuTime = runner.lastKnownCpuTime(run).orElseGet(OrderRun::unknown);
    JobStatus outcome = outcomes.interrupted(held, reason, cpuTime);
    return kept(held, () -> spooler.spool(held, outcome));
  }

  private JobThread.Ending ending(Path run) {
    return new JobThread.Ending(runner::stop, () -> runner.killLeftovers(run));
  }

  /** A run that ended at a border ended for the border's reason, whatever it is called there. */
  private static Measurement ended(Measurement measurement, SilenceBorder silence) {
    if (silence.wasStopped()) {
      return with(
          new Ending.Interrupted("The worker was stopped before the job was over"), measurement);
    }
    if (silence.isOver()) {
      return with(new Ending.Interrupted("The order was ended by somebody else"), measurement);
    }
    return measurement;
  }

  private static Measurement with(Ending ending, Measurement measurement) {
    return new Measurement(
        ending,
        measurement.cpuTime(),
        measurement.phases(),
        measurement.silences(),
        measurement.statistics(),
        measurement.series(),
        measurement.headlines(),
        measurement.output(),
        measurement.leftOut());
  }

  private Spool settle(HeldOrder held, JobStatus outcome) throws IOException {
    progress.enter(LoopState.SETTLING);
    return kept(held, () -> spooler.spool(held, outcome));
  }

  /** Writes a result; where there is no room for it the job's own files make some. */
  private Spool kept(HeldOrder held, Spooling spooling) throws IOException {
    try {
      return spooling.write();
    } catch (IOException e) {
      LOG.warnf(
          "Job %s: its result cannot be written (%s); its own files are deleted for it (%d so far)",
          held.command().getJobId(), e.getMessage(), ++deletedForResults);
      DurableFiles.delete(directory.run(held.orderId()));
      return spooling.write();
    }
  }

  private interface Spooling {
    Spool write() throws IOException;
  }

  private void tell(HeldOrder held, JobState state, Duration within) {
    EventFactory events = border.events();
    JobStatus status = events.jobStatus(held, state);
    status.setNextStatusWithinMicros(within.plus(settings.statusMargin()).toNanos() / 1000);
    sender().job(status);
  }

  private StatusSender sender() {
    return border.sender();
  }

  private MachineBoard board() {
    return border.board();
  }

  private static CpuTime unknown() {
    return new CpuTime(0L, 0L, CpuTimeSource.UNKNOWN);
  }
}
