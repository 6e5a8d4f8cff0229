package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.User;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code user show}. */
@Command(
    name = "show",
    description = {"Shows a user. Oneself, or any for operators.", ""},
    footer = {"", "Example:", "  tacet user show ada"})
final class UserShowCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "USER", description = "Id of the user.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  UserShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    User user = server.scheduler(context).people().user(id).value();
    server.answer(context).list(UserListing.LISTING, List.of(user), user, "");
    return ExitCode.OK;
  }
}
