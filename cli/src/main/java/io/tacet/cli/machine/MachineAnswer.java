package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Machine;
import java.util.List;

/** Shows what a machine is after somebody has said something of it. */
final class MachineAnswer {

  private final Context context;
  private final ServerOptions server;

  MachineAnswer(Context context, ServerOptions server) {
    this.context = context;
    this.server = server;
  }

  void show(Machine machine) {
    if (server.output() == OutputFormat.TABLE) {
      context
          .terminal()
          .out()
          .println("Machine " + machine.id() + " is " + MachineText.condition(machine) + ".");
    } else {
      server.answer(context).list(MachineListing.LISTING, List.of(machine), machine, "");
    }
  }
}
