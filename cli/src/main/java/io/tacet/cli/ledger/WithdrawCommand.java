package io.tacet.cli.ledger;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code withdraw} of everything dated. */
@Command(
    name = "withdraw",
    description = {
      "Takes back what was said to hold from a day on, as if it had never been said.",
      "What was said before holds on; reports as known on an earlier day still know it. Operators"
          + " only.",
      ""
    })
final class WithdrawCommand implements Callable<Integer> {

  private final Context context;
  private final BiFunction<String, LocalDate, List<String>> path;

  @Parameters(index = "0", paramLabel = "ID", description = "Of whom or what it was said.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "DAY", description = "The day from which on, as listed.")
  private LocalDate day = LocalDate.EPOCH;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Of what lies at these paths. */
  WithdrawCommand(Context context, BiFunction<String, LocalDate, List<String>> path) {
    this.context = context;
    this.path = path;
  }

  @Override
  public Integer call() {
    server.accountant(context).takeBack(path.apply(id, day));
    context
        .terminal()
        .out()
        .println("What was said of " + id + " from " + day + " on is withdrawn.");
    return ExitCode.OK;
  }
}
