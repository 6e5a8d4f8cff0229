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

/** The verb {@code machine retire}. */
@Command(
    name = "retire",
    description = {
      "Takes a machine away for good; its history is kept.",
      "Jobs that name it end as FAILED and say so; its topic is removed. Refused while an order is out: drain it first. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine retire m1 --reason 'sold'"})
public final class RetireCommand implements Callable<Integer> {

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
  public RetireCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server).show(server.scheduler(context).say(id, "retire", reason));
    return ExitCode.OK;
  }
}
