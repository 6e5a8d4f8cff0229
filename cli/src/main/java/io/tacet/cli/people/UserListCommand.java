package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.User;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code user list}. */
@Command(
    name = "list",
    description = {"Lists all users. Operators only.", ""},
    footer = {"", "Example:", "  tacet user list -o csv > users.csv"})
final class UserListCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  UserListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<User> users = server.scheduler(context).people().users();
    server.answer(context).list(UserListing.LISTING, users, users, "There is no user.");
    return ExitCode.OK;
  }
}
