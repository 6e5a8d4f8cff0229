package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code machine reset-offset}. */
@Command(
    name = "reset-offset",
    description = {
      "Tells a machine's worker where in its orders to go on.",
      "Only for a worker that is BLOCKED because its committed offset is lost. Orders before the"
          + " offset count as over and are not run. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine reset-offset m1 1042"})
public final class ResetOffsetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Parameters(
      index = "1",
      paramLabel = "OFFSET",
      description = "The next offset its worker shall read; the worker's log names the last one.")
  private long offset;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public ResetOffsetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    server.scheduler(context).resetOffset(id, offset);
    context.terminal().out().println("Machine " + id + " goes on at offset " + offset + ".");
    return ExitCode.OK;
  }
}
