package io.tacet.cli.people;

import io.tacet.cli.api.PeopleApi;
import io.tacet.cli.api.Tagged;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.User;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verbs {@code user deactivate} and {@code user activate}. */
abstract class UserActiveCommand implements Callable<Integer> {

  private final Context context;
  private final boolean active;

  @Parameters(paramLabel = "USER", description = "Id of the user.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  private UserActiveCommand(Context context, boolean active) {
    this.context = context;
    this.active = active;
  }

  @Override
  public Integer call() {
    PeopleApi people = server.scheduler(context).people();
    Tagged<User> read = people.user(id);
    User user = read.value();
    User now =
        people.changeUser(
            read, new PutUser(user.name(), user.mail(), user.role(), null, active, null, null));
    context
        .terminal()
        .out()
        .println("User " + now.id() + " is " + (now.active() ? "active." : "not let in any more."));
    return ExitCode.OK;
  }

  /** The verb {@code user deactivate}. */
  @Command(
      name = "deactivate",
      description = {
        "Lets a user in no more; history, and jobs that are queued, stay. Administrators only.",
        ""
      },
      footer = {"", "Example:", "  tacet user deactivate ada"})
  static final class Off extends UserActiveCommand {
    Off(Context context) {
      super(context, false);
    }
  }

  /** The verb {@code user activate}. */
  @Command(
      name = "activate",
      description = {"Lets a user in again, with the tokens there were. Administrators only.", ""},
      footer = {"", "Example:", "  tacet user activate ada"})
  static final class On extends UserActiveCommand {
    On(Context context) {
      super(context, true);
    }
  }
}
