package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Machine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code machine show}. */
@Command(
    name = "show",
    description = {"Shows a machine: what it is, what it does, and what was said of it.", ""},
    footer = {"", "Example:", "  tacet machine show m1"})
public final class ShowMachineCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public ShowMachineCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Machine machine = server.scheduler(context).machine(id);
    if (server.output() == OutputFormat.TABLE) {
      MachineText.show(machine, context.terminal().out());
    } else {
      server.answer(context).list(MachineListing.LISTING, List.of(machine), machine, "");
    }
    return ExitCode.OK;
  }
}
