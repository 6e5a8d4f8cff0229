package io.tacet.cli.people;

import io.tacet.cli.api.PeopleApi;
import io.tacet.cli.api.Tagged;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.User;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The verb {@code user set}. */
@Command(
    name = "set",
    description = {
      "Changes a user. What is not given stays as it is. Administrators only.",
      "What the user may use counts from the next submission on; what is queued stays queued.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet user set ada --mail ada@example.com",
      "  tacet user set ada --machine m1 --machine m2 --schedule-mode once",
      "  tacet user set ada --machine all"
    })
final class UserSetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "USER", description = "Id of the user.")
  private String id = "";

  @Mixin private UserFields fields = new UserFields();
  @Mixin private ServerOptions server = new ServerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  UserSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (fields.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say what to change, e.g. --mail ADDRESS.");
    }
    PeopleApi people = server.scheduler(context).people();
    Tagged<User> read = people.user(id);
    User user = people.changeUser(read, fields.change(read.value()));
    server.answer(context).list(UserListing.LISTING, List.of(user), user, "");
    return ExitCode.OK;
  }
}
