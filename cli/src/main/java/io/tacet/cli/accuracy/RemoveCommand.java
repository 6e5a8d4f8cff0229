package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code accuracy remove}. */
@Command(
    name = "remove",
    description = {
      "Ends the accuracy control of a machine. Its history stays, and so does a quarantine.",
      "Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet accuracy remove m1"})
final class RemoveCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Mixin private ServerOptions server = new ServerOptions();

  RemoveCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new AccuracyApi(server.scheduler(context).rest()).remove(machine);
    context.terminal().out().println("Machine " + machine + " is no longer controlled.");
    return ExitCode.OK;
  }
}
