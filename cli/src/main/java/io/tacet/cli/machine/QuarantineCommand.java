package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code machine quarantine}. */
@Command(
    name = "quarantine",
    description = {
      "Says that a machine's measurements are not to be trusted.",
      "It is given jobs of accuracy control only; an order it has not begun goes back to the queue. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine quarantine m1 --reason 'power meter reads too low'"})
public final class QuarantineCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "For those who wonder later; at most 500 characters.")
  private String reason = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public QuarantineCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server)
        .show(server.scheduler(context).say(id, "quarantine", reason));
    return ExitCode.OK;
  }
}
