package io.tacet.cli.people;

import io.tacet.cli.context.Context;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The verb {@code user}. */
@Command(
    name = "user",
    description = {"Users: what they may do and use, and their API tokens.", ""},
    footer = {
      "",
      "Examples:",
      "  tacet project set engine --description 'Search engine'       a project is there first",
      "  tacet user create ada --mail ada@example.org --project engine --token-to ada.token",
      "  tacet user set ada --machine m1 --machine m2",
      "  tacet user role ada operator",
      "  tacet user token rotate ada 0j5rxk2m9qz1a --keep-old 1h",
      "  tacet user deactivate ada"
    })
public final class UserCommand extends Group {

  private UserCommand() {}

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new UserCommand())
        .addSubcommand(new UserListCommand(context))
        .addSubcommand(new UserShowCommand(context))
        .addSubcommand(new UserCreateCommand(context))
        .addSubcommand(new UserSetCommand(context))
        .addSubcommand(new UserRoleCommand(context))
        .addSubcommand(new UserActiveCommand.Off(context))
        .addSubcommand(new UserActiveCommand.On(context))
        .addSubcommand(TokenCommand.of(context));
  }
}
