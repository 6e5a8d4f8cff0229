package io.tacet.worker.journal;

import io.tacet.schema.JobCommand;
import io.tacet.schema.JobOrder;

/**
 * An order in hand and where it lay.
 *
 * @param command the order as it was read; never null in its field {@code order}
 * @param recordOffset offset of its record on the machine's topic
 * @param committedOffset the group's committed offset when it was taken; if it is another one
 *     later, the order is over
 */
public record HeldOrder(JobCommand command, long recordOffset, long committedOffset) {

  /** Id of the order (UUID). */
  public String orderId() {
    return command.getOrderId();
  }

  /** The same order of a job that goes by another name. */
  public HeldOrder called(String name) {
    JobOrder named = JobOrder.newBuilder(order()).setName(name).build();
    return new HeldOrder(
        JobCommand.newBuilder(command).setOrder(named).build(), recordOffset, committedOffset);
  }

  /** The job to be run. */
  public JobOrder order() {
    return command.getOrder();
  }
}
