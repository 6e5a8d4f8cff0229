package io.tacet.cli.machine;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Machine;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code machines}. */
@Command(
    name = "machines",
    description = {"Lists the measurement machines and what each is doing.", ""},
    footer = {"", "Examples:", "  tacet machines", "  tacet machines -o json | jq '.[].id'"})
public final class MachinesCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public MachinesCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Machine> machines = server.scheduler(context).machines();
    server
        .answer(context)
        .list(
            MachineListing.LISTING,
            machines,
            machines,
            "No machine is registered. Register one: tacet machine register ID");
    return ExitCode.OK;
  }
}
