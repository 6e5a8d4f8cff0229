package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verb {@code user token}. */
@Command(
    name = "token",
    description = {
      "API tokens of a user: one for each program that needs one. Own ones, or any for"
          + " administrators.",
      "A token is shown when it is made, and never again. Give it to a verb by TACET_TOKEN,"
          + " TACET_TOKEN_FILE or --token-file.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet user token create ada --name robot --valid 720h --token-to robot.token",
      "  tacet user token list ada",
      "  tacet user token rotate ada 0j5rxk2m9qz1a --keep-old 1h",
      "  tacet user token revoke ada 0j5rxk2m9qz1a"
    })
final class TokenCommand extends Group {

  private TokenCommand() {}

  static CommandLine of(Context context) {
    return new CommandLine(new TokenCommand())
        .addSubcommand(new TokenListCommand(context))
        .addSubcommand(new TokenCreateCommand(context))
        .addSubcommand(new TokenRotateCommand(context))
        .addSubcommand(new TokenRevokeCommand(context));
  }
}
