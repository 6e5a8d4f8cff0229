package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.RollupCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code usage rebuild}. */
@Command(
    name = "rebuild",
    description = {
      "Makes the daily sums anew from the records, and tells what was wrong before. Operators"
          + " only. New events wait meanwhile.",
      ""
    },
    footer = {"", "Example:", "  tacet usage rebuild"})
final class RebuildUsageCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  RebuildUsageCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RollupCheck before = server.accountant(context).rebuildRollup();
    RollupListing.show(
        context,
        server,
        before,
        "The daily sums are made anew; "
            + before.wrong()
            + " of "
            + before.rows()
            + " were wrong.");
    return ExitCode.OK;
  }
}
