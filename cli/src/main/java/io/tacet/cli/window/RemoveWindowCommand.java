package io.tacet.cli.window;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code window remove}. */
@Command(
    name = "remove",
    description = {
      "Removes a start window that no machine has and no job waits for. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet window remove night"})
final class RemoveWindowCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the window.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  RemoveWindowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new WindowApi(server.scheduler(context).rest()).remove(id);
    context.terminal().out().println("Window " + id + " is removed.");
    return ExitCode.OK;
  }
}
