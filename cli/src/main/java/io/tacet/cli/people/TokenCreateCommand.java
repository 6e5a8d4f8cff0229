package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.NewToken;
import io.tacet.contract.rest.Token;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code user token create}. */
@Command(
    name = "create",
    description = {"Makes a token and shows it, this once.", ""},
    footer = {
      "",
      "Example:",
      "  tacet user token create ada --name robot --valid 720h --token-to robot.token"
    })
final class TokenCreateCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "USER", description = "Id of the user.")
  private String user = "";

  @Option(names = "--name", paramLabel = "NAME", description = "What it is for.")
  private @Nullable String name;

  @Option(
      names = "--valid",
      paramLabel = "TIME",
      converter = LengthOfTime.class,
      description = "For so long, e.g. 720h; else until it is revoked.")
  private @Nullable Duration valid;

  @Mixin private TokenOutput output = new TokenOutput();
  @Mixin private ServerOptions server = new ServerOptions();

  TokenCreateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.prepare();
    NewToken body =
        new NewToken(name, valid == null ? null : context.clock().instant().plus(valid), null);
    Token token = server.scheduler(context).people().createToken(user, body);
    output.show(
        "Token '" + token.name() + "' (" + token.id() + ") of user " + user + " is made.",
        token.token(),
        token,
        server,
        context);
    return ExitCode.OK;
  }
}
