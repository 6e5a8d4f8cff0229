package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.Amounts;
import io.tacet.cli.output.Column;
import io.tacet.cli.output.Listing;
import io.tacet.contract.rest.Token;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code user token list}. */
@Command(
    name = "list",
    description = {"Lists a user's tokens: names and times, never the tokens.", ""},
    footer = {"", "Example:", "  tacet user token list ada"})
final class TokenListCommand implements Callable<Integer> {

  private static final Listing<Token> LISTING =
      new Listing<>(
          List.of(
              Column.text("TOKEN", "id", Token::id),
              Column.text("NAME", "name", Token::name),
              Column.shown(
                  "MADE", "createdAt", token -> Amounts.time(token.createdAt()), Token::createdAt),
              Column.shown(
                  "LAST USED",
                  "lastUsedAt",
                  token -> Amounts.time(token.lastUsedAt()),
                  Token::lastUsedAt),
              Column.shown(
                  "EXPIRES",
                  "expiresAt",
                  token -> Amounts.time(token.expiresAt()) + (token.expired() ? " (over)" : ""),
                  Token::expiresAt)));

  private final Context context;

  @Parameters(paramLabel = "USER", description = "Id of the user.")
  private String user = "";

  @Mixin private ServerOptions server = new ServerOptions();

  TokenListCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Token> tokens = server.scheduler(context).people().tokens(user);
    server.answer(context).list(LISTING, tokens, tokens, "User " + user + " has no token.");
    return ExitCode.OK;
  }
}
