package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code machine drain}. */
@Command(
    name = "drain",
    description = {
      "Gives a machine no more orders.",
      "A job it has begun goes on to its end; an order it has not begun goes back to the queue. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine drain m1 --reason 'new disk on Monday'"})
public final class DrainCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "For those who wonder later; at most 500 characters.")
  private @Nullable String reason;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public DrainCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server).show(server.scheduler(context).say(id, "drain", reason));
    return ExitCode.OK;
  }
}
