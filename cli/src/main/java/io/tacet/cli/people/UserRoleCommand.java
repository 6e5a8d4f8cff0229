package io.tacet.cli.people;

import io.tacet.cli.api.PeopleApi;
import io.tacet.cli.api.Tagged;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.PutUser;
import io.tacet.contract.rest.User;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code user role}. */
@Command(
    name = "role",
    description = {
      "Gives a user another role. Administrators only.",
      "submitter: own jobs. operator: all jobs, machines and quotas. admin: users and projects,"
          + " too.",
      ""
    },
    footer = {"", "Example:", "  tacet user role ada operator"})
final class UserRoleCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "USER", description = "Id of the user.")
  private String id = "";

  @Parameters(index = "1", paramLabel = "ROLE", description = "submitter, operator or admin.")
  private String role = "";

  @Mixin private ServerOptions server = new ServerOptions();

  UserRoleCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    PeopleApi people = server.scheduler(context).people();
    Tagged<User> read = people.user(id);
    User user =
        people.changeUser(
            read,
            new PutUser(
                read.value().name(), read.value().mail(), role.toUpperCase(Locale.ROOT), null));
    server.answer(context).list(UserListing.LISTING, List.of(user), user, "");
    return ExitCode.OK;
  }
}
