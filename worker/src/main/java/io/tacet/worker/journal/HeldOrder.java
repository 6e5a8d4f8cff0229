package io.tacet.worker.journal;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;
import org.jspecify.annotations.Nullable;

/**
 * An order in hand and where it lay.
 *
 * @param command the order as it was read; never null in its field {@code order}
 * @param recordOffset offset of its record on the machine's topic
 * @param committedOffset the group's committed offset when it was taken; if it is another one
 *     later, the order is over
 * @param commit id of the commit that was checked out for it; null before that, and without one
 */
public record HeldOrder(
    JobCommand command, long recordOffset, long committedOffset, @Nullable String commit) {

  /** An order nothing was checked out for yet. */
  public HeldOrder(JobCommand command, long recordOffset, long committedOffset) {
    this(command, recordOffset, committedOffset, null);
  }

  /** Id of the order (UUID). */
  public String orderId() {
    return command.getOrderId();
  }

  /** The same order, of a job that is prepared and goes by this name. */
  public HeldOrder prepared(String name, @Nullable String commit) {
    JobOrder named = JobOrder.newBuilder(order()).setName(name).build();
    return new HeldOrder(
        JobCommand.newBuilder(command).setOrder(named).build(),
        recordOffset,
        committedOffset,
        commit);
  }

  /** The job to be run. */
  public JobOrder order() {
    return command.getOrder();
  }
}
