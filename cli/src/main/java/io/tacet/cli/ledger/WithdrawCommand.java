package io.tacet.cli.ledger;

import io.tacet.cli.context.Context;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code withdraw} of what has nothing dated beside it. */
@Command(name = "withdraw")
final class WithdrawCommand implements Callable<Integer> {

  private final Context context;
  private final Withdrawal.Path path;

  @Mixin private Withdrawal withdrawal = new Withdrawal();

  /** Of what lies at these paths. */
  WithdrawCommand(Context context, Withdrawal.Path path) {
    this.context = context;
    this.path = path;
  }

  @Override
  public Integer call() {
    return withdrawal.send(context, path);
  }
}
