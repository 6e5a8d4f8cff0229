package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.NewToken;
import io.tacet.contract.rest.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code user token rotate}. */
@Command(
    name = "rotate",
    description = {
      "Makes a token in another one's place and shows it, this once.",
      "The one before is revoked at once, or stays valid for a while.",
      ""
    },
    footer = {"", "Example:", "  tacet user token rotate ada 0j5rxk2m9qz1a --keep-old 1h"})
final class TokenRotateCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "USER", description = "Id of the user.")
  private String user = "";

  @Parameters(index = "1", paramLabel = "TOKEN", description = "Id of the token, from the list.")
  private String id = "";

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "The new one for so long, e.g. 720h; else until it is revoked.")
  private @Nullable Duration valid;

  @Option(
      names = "--keep-old",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "The old one stays valid for so long; else not at all.")
  private @Nullable Duration keep;

  @Mixin private TokenOutput output = new TokenOutput();
  @Mixin private ServerOptions server = new ServerOptions();

  TokenRotateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.prepare();
    Instant now = context.clock().instant();
    NewToken body =
        new NewToken(
            null, valid == null ? null : now.plus(valid), keep == null ? null : now.plus(keep));
    Token token = server.scheduler(context).people().rotateToken(user, id, body);
    output.show(
        "Token '" + token.name() + "' of user " + user + " is " + token.id() + " now.",
        token.token(),
        token,
        server,
        context);
    return ExitCode.OK;
  }
}
