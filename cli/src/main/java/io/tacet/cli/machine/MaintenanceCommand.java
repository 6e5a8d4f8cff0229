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

/** The verb {@code machine maintenance}. */
@Command(
    name = "maintenance",
    description = {
      "Takes a machine out for work on it.",
      "As drain; and nobody is told while it is not heard of. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine maintenance m1 --reason 'new fan'"})
public final class MaintenanceCommand implements Callable<Integer> {

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
  public MaintenanceCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server)
        .show(server.scheduler(context).say(id, "maintenance", reason));
    return ExitCode.OK;
  }
}
