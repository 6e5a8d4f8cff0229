package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code machine wake}. */
@Command(
    name = "wake",
    description = {
      "Wakes a machine by Wake-on-LAN.",
      "It must have turned itself off or be overdue, and be registered with its MAC address. Packets are repeated until it reports, then operators are told. Operators only.",
      ""
    },
    footer = {"", "Example:", "  tacet machine wake m1"})
public final class WakeCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "ID", description = "Id of the machine.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public WakeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    new MachineAnswer(context, server).show(server.scheduler(context).say(id, "wake", null));
    return ExitCode.OK;
  }
}
