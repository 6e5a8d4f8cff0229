package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code user token revoke}. */
@Command(
    name = "revoke",
    description = {"Ends a token, at once and for good.", ""},
    footer = {"", "Example:", "  tacet user token revoke ada 0j5rxk2m9qz1a"})
final class TokenRevokeCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "USER", description = "Id of the user.")
  private String user = "";

  @Parameters(index = "1", paramLabel = "TOKEN", description = "Id of the token, from the list.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  TokenRevokeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    server.scheduler(context).people().revokeToken(user, id);
    context.terminal().out().println("Token " + id + " of user " + user + " is revoked.");
    return ExitCode.OK;
  }
}
