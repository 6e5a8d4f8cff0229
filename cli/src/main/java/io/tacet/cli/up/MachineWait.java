package io.tacet.cli.up;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.rest.Machine;
import java.io.IOException;
import java.time.Instant;

/** Asks whether the worker of a machine has spoken since it was started. */
final class MachineWait {

  private MachineWait() {}

  /**
   * Asks once.
   *
   * @param since start of the worker by the broker's clock, which is this machine's
   * @throws IOException saying why not yet
   */
  static boolean hasSpoken(SchedulerApi scheduler, String id, Instant since) throws IOException {
    try {
      Machine machine = scheduler.machine(id);
      if (machine.lastStatusAt() != null && machine.lastStatusAt().isAfter(since)) {
        return true;
      }
      throw new IOException("the scheduler has not heard of it");
    } catch (CommandFailure e) {
      throw new IOException(e.text(), e);
    }
  }
}
