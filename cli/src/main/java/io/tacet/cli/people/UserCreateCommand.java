package io.tacet.cli.people;

import io.tacet.cli.api.PeopleApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.User;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code user create}. */
@Command(
    name = "create",
    description = {
      "Adds a user and shows the first API token, this once. Projects and machines that are named",
      "must be there. Administrators only.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet project set engine --description 'Search engine'",
      "  tacet user create ada --mail ada@example.org --project engine --token-to ada.token"
    })
final class UserCreateCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "USER", description = "Id: a-z, 0-9, '.', '_', '-'.")
  private String id = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "submitter (default), operator or admin.")
  private @Nullable String role;

  @Mixin private UserFields fields = new UserFields();
  @Mixin private TokenOutput output = new TokenOutput();
  @Mixin private ServerOptions server = new ServerOptions();

  UserCreateCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    output.prepare();
    PeopleApi people = server.scheduler(context).people();
    User user = people.addUser(id, fields.create(role)).orElseThrow(this::taken);
    output.show("User " + user.id() + " is there.", user.token(), user, server, context);
    return ExitCode.OK;
  }

  private CommandFailure taken() {
    return new CommandFailure(
        "there is a user '" + id + "' already.", "To change it: tacet user set " + id);
  }
}
