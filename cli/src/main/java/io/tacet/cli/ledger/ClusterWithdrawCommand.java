package io.tacet.cli.ledger;

import io.tacet.cli.context.Context;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code cluster withdraw}. */
@Command(
    name = "withdraw",
    description = {
      "Takes back what was said to hold from a day on, as if it had never been said.",
      "What was said before holds on; reports as known on an earlier day still know it. Operators"
          + " only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet cluster withdraw gpu 2026-01-01",
      "  tacet cluster withdraw --hardware m3 2026-01-01"
    })
final class ClusterWithdrawCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--hardware", description = "ID is a machine: what was said of its processors.")
  private boolean hardware;

  @Mixin private Withdrawal withdrawal = new Withdrawal();

  ClusterWithdrawCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return withdrawal.send(
        context,
        (id, day) ->
            hardware ? List.of("machines", id, "hardware", day) : List.of("clusters", id, day));
  }
}
