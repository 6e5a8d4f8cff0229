package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.contract.rest.Machine;
import java.util.List;
import java.util.stream.Collectors;

/** The machine that is meant when none is named. */
final class OnlyMachine {

  private OnlyMachine() {}

  /**
   * Its id.
   *
   * @throws CommandFailure when there is none, or more than one
   */
  static String of(SchedulerApi scheduler) {
    List<Machine> machines = scheduler.machines();
    if (machines.size() == 1) {
      return machines.get(0).id();
    }
    if (machines.isEmpty()) {
      throw new CommandFailure(
          "no machine is registered.", "Register one: tacet machine register ID");
    }
    throw new CommandFailure(
        "there are several machines; say which one measures: --machine ID",
        "They are: " + machines.stream().map(Machine::id).collect(Collectors.joining(", ")));
  }
}
