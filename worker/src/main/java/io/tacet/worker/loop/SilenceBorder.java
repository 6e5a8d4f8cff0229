package io.tacet.worker.loop;

import io.tacet.contract.fault.FaultPoint;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.worker.connection.KafkaConnection;
import io.tacet.worker.connection.WireFormat;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.measure.PhaseBorder;
import io.tacet.worker.order.CancelWatch;
import io.tacet.worker.outcome.OffsetMissingException;
import io.tacet.worker.outcome.OutcomeStatus.Cancellation;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import io.tacet.worker.stop.StopRequest;
import io.tacet.worker.stop.StoppedException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Says what comes next and how long it may last, and looks whether the job is still wanted; before
 * a silence it also says goodbye and closes every connection. What can't be announced does not
 * begin: nothing is lost by waiting for the broker, and a run whose length the scheduler does not
 * know would count as overdue. For one order; called on the job's thread while the loop's thread
 * waits.
 */
final class SilenceBorder implements PhaseBorder {

  private static final Logger LOG = Logger.getLogger(SilenceBorder.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** What the border works with; the same for every order. */
  record Means(
      KafkaConnection kafka,
      WireFormat wire,
      StatusSender sender,
      EventFactory events,
      MachineBoard board,
      CancelWatch watch,
      StopRequest stop,
      Duration margin) {}

  private final Means means;
  private final HeldOrder held;
  private Optional<Cancellation> cancellation = Optional.empty();
  private boolean over;
  private boolean stopped;

  SilenceBorder(Means means, HeldOrder held) {
    this.means = means;
    this.held = held;
  }

  @Override
  public boolean enterUnmeasured(Duration longest) {
    announce(MachineState.PREPARING, JobState.PREPARING, longest);
    return goesOn();
  }

  @Override
  public boolean enterSilence(Duration longest) {
    announce(MachineState.MEASURING, JobState.MEASURING, longest);
    means.wire().hangUp();
    means.kafka().close();
    FaultPoint.WORKER_SILENT.reach();
    return goesOn();
  }

  private boolean goesOn() {
    return !over && !stopped && cancellation.isEmpty();
  }

  private void announce(MachineState machine, JobState job, Duration longest) {
    try {
      while (!announced(machine, job, longest)) {
        means.kafka().close();
        means.stop().pause(PAUSE);
        if (Thread.currentThread().isInterrupted()) {
          throw new StoppedException();
        }
      }
    } catch (StoppedException e) {
      stopped = true;
    }
  }

  /** Who cancelled the job, when it was cancelled at this border. */
  Optional<Cancellation> cancellation() {
    return cancellation;
  }

  /** Whether the run ended here because the worker was told to stop. */
  boolean wasStopped() {
    return stopped;
  }

  /** Whether somebody else has ended the order. */
  boolean isOver() {
    return over;
  }

  /** Whether what comes next is announced, or nothing comes any more. */
  private boolean announced(MachineState machine, JobState job, Duration longest)
      throws StoppedException {
    try {
      CancelWatch.Wish wish = means.watch().look(held);
      if (wish instanceof CancelWatch.Wish.Over) {
        over = true;
        return true;
      }
      if (wish instanceof CancelWatch.Wish.Cancel cancel) {
        cancellation = Optional.of(cancel.cancellation());
        return true;
      }
      Duration within = longest.plus(means.margin());
      means.board().tell(machine, within);
      JobStatus status = means.events().jobStatus(held, job);
      status.setNextStatusWithinMicros(within.toNanos() / 1000);
      means.sender().jobNow(status);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } catch (OffsetMissingException e) {
      LOG.error(e.getMessage());
      means.board().tellLast(MachineState.BLOCKED, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      LOG.warnf("%s can't be announced yet: %s", machine, e.getMessage());
      return false;
    }
  }
}
