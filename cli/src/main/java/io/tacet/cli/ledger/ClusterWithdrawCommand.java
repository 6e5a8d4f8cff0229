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
