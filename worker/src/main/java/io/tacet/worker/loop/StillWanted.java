package io.tacet.worker.loop;

import io.tacet.worker.journal.HeldOrder;
import io.tacet.worker.order.CancelWatch;
import io.tacet.worker.outcome.OffsetMissingException;
import org.jboss.logging.Logger;

/**
 * Whether an order is still wanted while it waits in the gate. Where that can't be seen it is: the
 * border before its first silence looks again. For one order, on the loop's thread.
 */
final class StillWanted {

  private static final Logger LOG = Logger.getLogger(StillWanted.class);

  private final CancelWatch watch;
  private final HeldOrder held;
  private CancelWatch.Wish wish = new CancelWatch.Wish.GoOn();
  private long unseen;

  StillWanted(CancelWatch watch, HeldOrder held) {
    this.watch = watch;
    this.held = held;
  }

  /** Looks once. */
  boolean look() {
    try {
      wish = watch.lookWaiting(held);
    } catch (OffsetMissingException | RuntimeException e) {
      LOG.warnf(
          "Job %s waits; whether it is still wanted can't be seen (%d looks so far): %s",
          held.command().getJobId(), ++unseen, e.getMessage());
    }
    return wish instanceof CancelWatch.Wish.GoOn;
  }

  /** What the last look that saw anything came to. */
  CancelWatch.Wish wish() {
    return wish;
  }
}
