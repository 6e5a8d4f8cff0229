package io.tacet.cli.window;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code window machine}. */
@Command(
    name = "machine",
    description = {"Gives a machine orders only while a window is open. Operators only.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet window machine night m1",
      "  tacet window machine night m1 --remove"
    })
final class MachineWindowCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the window.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Option(names = "--remove", description = "It is given orders at any time again.")
  private boolean remove;

  @Mixin private ServerOptions server = new ServerOptions();

  MachineWindowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    WindowApi api = new WindowApi(server.scheduler(context).rest());
    if (remove) {
      api.removeMachine(id, machine);
      context.terminal().out().println("Machine " + machine + " is given orders at any time.");
      return ExitCode.OK;
    }
    boolean open = api.putMachine(id, machine).open();
    context
        .terminal()
        .out()
        .println(
            "Machine "
                + machine
                + " is given orders while window "
                + id
                + " is open; it is "
                + (open ? "open" : "closed")
                + " now.");
    return ExitCode.OK;
  }
}
