package io.tacet.worker.loop;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.schema.MachineState;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.journal.DurableFiles;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.Journal;
import io.tacet.worker.journal.StateDirectory;
import io.tacet.worker.measure.JobRunner;
import io.tacet.worker.outcome.CommittedOffset;
import io.tacet.worker.outcome.OffsetMissingException;
import io.tacet.worker.outcome.Outcomes;
import io.tacet.worker.spool.Spool;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks after what an earlier worker left.
 *
 * <pre>{@code
 * kill what is left of every job, then, if an order is journalled:
 *   complete spool     ─▶ report it: the true result (or superseded, if the offset has moved)
 *   offset has moved   ─▶ it is over: close it
 *   otherwise          ─▶ INTERRUPTED, with the CPU time of the last sample
 * }</pre>
 */
final class Recovery {

  private static final Logger LOG = Logger.getLogger(Recovery.class);

  private final WorkerSettings settings;
  private final StateDirectory directory;
  private final Journal journal;
  private final JobRunner runner;
  private final CommittedOffset offset;
  private final OrderRun orderRun;
  private final Outcomes outcomes;
  private final MachineBoard board;
  private final Progress progress;

  Recovery(
      WorkerSettings settings,
      StateDirectory directory,
      Journal journal,
      JobRunner runner,
      CommittedOffset offset,
      OrderRun orderRun,
      Outcomes outcomes,
      MachineBoard board,
      Progress progress) {
    this.settings = settings;
    this.directory = directory;
    this.journal = journal;
    this.runner = runner;
    this.offset = offset;
    this.orderRun = orderRun;
    this.outcomes = outcomes;
    this.board = board;
    this.progress = progress;
  }

  /**
   * Leaves nothing behind. May be called again after any failure.
   *
   * @throws OffsetMissingException when it is unknown whether the order is over
   */
  void run() throws IOException, OffsetMissingException, StoppedException {
    killLeftovers();
    FaultPoint.WORKER_RECOVERING.reach();
    Optional<HeldOrder> journalled = journal.held();
    if (journalled.isPresent()) {
      HeldOrder held = journalled.get();
      board.held(held);
      board.tell(MachineState.RECOVERING, settings.statusMargin());
      end(held);
      board.held(null);
    }
    deleteLeftovers();
  }

  private void end(HeldOrder held) throws IOException, OffsetMissingException, StoppedException {
    Path job = directory.job(held.orderId());
    if (Spool.isComplete(job)) {
      LOG.infof("Job %s: its result is complete, reporting it", held.command().getJobId());
      progress.enter(LoopState.REPORTING);
      outcomes.report(held, Spool.open(job));
    } else if (offset.read().offset() != held.committedOffset()) {
      LOG.infof("Job %s: the order is over, closing it", held.command().getJobId());
      outcomes.close(held);
    } else {
      LOG.warnf("Job %s: was interrupted", held.command().getJobId());
      Spool spool = orderRun.interrupted(held);
      progress.enter(LoopState.REPORTING);
      outcomes.report(held, spool);
    }
  }

  private void killLeftovers() throws IOException {
    for (Path job : jobs()) {
      runner.killLeftovers(job.resolve("run"));
    }
  }

  private void deleteLeftovers() throws IOException {
    for (Path job : jobs()) {
      DurableFiles.delete(job);
    }
  }

  private List<Path> jobs() throws IOException {
    try (Stream<Path> jobs = Files.list(directory.root().resolve("jobs"))) {
      return jobs.toList();
    }
  }
}
