package io.tacet.cli.ledger;

import io.tacet.cli.context.Context;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The verb {@code pi withdraw}. */
@Command(
    name = "withdraw",
    footer = {
      "",
      "Examples:",
      "  tacet pi withdraw ada 2026-07-01",
      "  tacet pi withdraw --project engine 2026-01-01     whose PI it is was said by mistake"
    })
final class PiWithdrawCommand implements Callable<Integer> {

  private final Context context;

  @ArgGroup private Of of = new Of();

  @Mixin private Withdrawal withdrawal = new Withdrawal();

  PiWithdrawCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    return withdrawal.send(context, of.path());
  }

  /** One of them, or the PI itself. */
  static final class Of {
    @Option(names = "--project", description = "ID is a project: which PI it belongs to.")
    private boolean project;

    @Option(names = "--user", description = "ID is a user: which PI they belong to.")
    private boolean user;

    private Withdrawal.Path path() {
      if (project) {
        return (id, day) -> List.of("assignments", "projects", id, day);
      }
      return user
          ? (id, day) -> List.of("assignments", "users", id, day)
          : (id, day) -> List.of("pis", id, day);
    }
  }
}
