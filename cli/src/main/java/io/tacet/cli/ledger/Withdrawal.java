package io.tacet.cli.ledger;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * What is to be taken back, and what all verbs that do so say of themselves. Filled by the command
 * line; for one thread.
 */
@Command(
    description = {
      "Takes back what was said to hold from a day on, as if it had never been said.",
      "What was said before holds on; reports as known on an earlier day still know it. Operators"
          + " only.",
      ""
    })
final class Withdrawal {

  @Parameters(index = "0", paramLabel = "ID", description = "Of whom or what it was said.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "DAY", description = "The day from which on, as listed.")
  private LocalDate day = LocalDate.EPOCH;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Takes it back. */
  int send(Context context, Path path) {
    server.accountant(context).takeBack(path.of(id, day.toString()));
    context
        .terminal()
        .out()
        .println("What was said of " + id + " from " + day + " on is withdrawn.");
    return ExitCode.OK;
  }

  /** Where it lies. */
  interface Path {
    List<String> of(String id, String day);
  }
}
