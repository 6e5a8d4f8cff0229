package io.tacet.worker.gate;

import io.tacet.schema.CheckResult;
import io.tacet.schema.JobState;
import io.tacet.schema.JobStatus;
import io.tacet.schema.MachineState;
import io.tacet.schema.Temperature;
import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.status.EventFactory;
import io.tacet.worker.status.MachineBoard;
import io.tacet.worker.status.StatusSender;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells it as statuses of machine and job. One thread at a time. */
final class StatusVoice implements GateVoice {

  private final EventFactory events;
  private final StatusSender sender;
  private final MachineBoard board;

  StatusVoice(EventFactory events, StatusSender sender, MachineBoard board) {
    this.events = events;
    this.sender = sender;
    this.board = board;
  }

  @Override
  public void seen(List<CheckResult> checks, @Nullable Temperature temperature) {
    board.checks(checks, temperature);
  }

  @Override
  public void unfit(
      HeldOrder held, MachineState state, boolean changed, Duration within, String why) {
    board.tell(state, within, why);
    if (changed && state == MachineState.COOLING) {
      job(held, JobState.COOLING, within, why);
    } else if (changed && state == MachineState.WARMING) {
      job(held, JobState.WARMING, within, why);
    }
  }

  private void job(HeldOrder held, JobState state, Duration within, String why) {
    JobStatus status = events.jobStatus(held, state);
    status.setNextStatusWithinMicros(within.toNanos() / 1000);
    status.setMessage(why);
    sender.job(status);
  }
}
