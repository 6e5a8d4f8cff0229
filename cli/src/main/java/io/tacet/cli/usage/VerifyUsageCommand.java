package io.tacet.cli.usage;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.RollupCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code usage verify}. */
@Command(
    name = "verify",
    description = {
      "Compares the daily sums, which reports are made of, with the records. Operators only.",
      "Each figure: attempts, not charged, CPU time in µs, measured, energy in µJ. Exit code 1 when"
          + " one differs.",
      ""
    },
    footer = {"", "Example:", "  tacet usage verify"})
final class VerifyUsageCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  VerifyUsageCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    RollupCheck check = server.accountant(context).verifyRollup();
    RollupListing.show(
        context,
        server,
        check,
        check.wrong() == 0
            ? "All " + check.rows() + " daily sums agree with the records."
            : check.wrong()
                + " of "
                + check.rows()
                + " daily sums differ. To mend: tacet usage rebuild");
    return check.wrong() == 0 ? ExitCode.OK : ExitCode.FAILURE;
  }
}
