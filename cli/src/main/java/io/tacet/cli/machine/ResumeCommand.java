package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code machine resume}. */
@Command(
    name = "resume",
    description = {"Ends drain or maintenance; a quarantine stands. Operators only.", ""},
    footer = {"", "Example:", "  tacet machine resume m1"})
public final class ResumeCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public ResumeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server).show(server.scheduler(context).say(id, "resume", null));
    return ExitCode.OK;
  }
}
