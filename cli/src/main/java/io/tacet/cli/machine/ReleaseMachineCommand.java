package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code machine release}. */
@Command(
    name = "release",
    description = {"Ends a machine's quarantine. Operators only.", ""},
    footer = {"", "Example:", "  tacet machine release m1"})
public final class ReleaseMachineCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public ReleaseMachineCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server).show(server.scheduler(context).say(id, "release", null));
    return ExitCode.OK;
  }
}
