package io.tacet.worker.loop;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.schema.MachineState;
import io.tacet.worker.clean.CleanUp;
import io.tacet.worker.config.WorkerSettings;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.journal.Journal;
import io.tacet.worker.order.Found;
import io.tacet.worker.outcome.Outcomes;
import io.tacet.worker.sensor.Activity;
import io.tacet.worker.spool.Spool;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.stop.StoppedException;
import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What an order goes through from the moment it is found: journal, run, report, clean-up, rest. One
 * at a time, on the loop's thread.
 */
final class TakenOrder {

  private static final Logger LOG = Logger.getLogger(TakenOrder.class);

  private final WorkerSettings settings;
  private final Journal journal;
  private final OrderRun orderRun;
  private final Outcomes outcomes;
  private final CleanUp cleanUp;
  private final Watching watching;
  private final MachineBoard board;
  private final Progress progress;

  TakenOrder(
      WorkerSettings settings,
      Journal journal,
      OrderRun orderRun,
      Outcomes outcomes,
      CleanUp cleanUp,
      Watching watching,
      MachineBoard board,
      Progress progress) {
    this.settings = settings;
    this.journal = journal;
    this.orderRun = orderRun;
    this.outcomes = outcomes;
    this.cleanUp = cleanUp;
    this.watching = watching;
    this.board = board;
    this.progress = progress;
  }

  /**
   * Takes it to its end.
   *
   * @throws StoppedException when the worker has to end first; the next start goes on from there
   */
  void run(Found.Order order) throws IOException, InterruptedException, StoppedException {
    HeldOrder held = order.held();
    FaultPoint.WORKER_FOUND.reach();
    journal.hold(held);
    watching.end();
    progress.enter(LoopState.TAKING);
    board.held(held);
    Optional<Spool> spool = orderRun.run(order);
    if (spool.isEmpty()) {
      LOG.infof(
          "Job %s: somebody else ended the order before it was begun", held.command().getJobId());
      outcomes.close(held);
      return;
    }
    progress.enter(LoopState.REPORTING);
    board.tell(MachineState.REPORTING, settings.statusMargin());
    outcomes.report(held, spool.get());
    clean(held);
    rest();
  }

  private void clean(HeldOrder held) {
    progress.enter(LoopState.CLEANING);
    if (cleanUp.isWanted()) {
      board.tell(MachineState.CLEANING, settings.cleanTimeout().plus(settings.statusMargin()));
      cleanUp
          .after(held)
          .ifPresent(how -> board.tell(MachineState.CLEANING, settings.statusMargin(), how));
    }
    FaultPoint.WORKER_CLEANED.reach();
  }

  private void rest() {
    progress.enter(LoopState.RESTING);
    if (!settings.rest().isZero()) {
      board.tell(MachineState.RESTING, settings.rest().plus(settings.statusMargin()));
      watching.idle(settings.rest(), Activity.COOLING);
    }
  }
}
