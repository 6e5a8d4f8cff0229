package io.tacet.cli.people;

import io.tacet.cli.api.PeopleApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.words.LengthOfTime;
import io.tacet.contract.rest.Quota;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The verb {@code quota set}. */
@Command(
    name = "set",
    description = {
      "Sets how long a user may measure on a machine each month, from this one on. Operators only.",
      "Jobs that wait for more of it go on by themselves.",
      ""
    },
    footer = {"", "Examples:", "  tacet quota set ada m1 10h", "  tacet quota set ada m1 none"})
final class QuotaSetCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(index = "0", paramLabel = "USER", description = "Id of the user.")
  private String user = "";

  @Parameters(index = "1", paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Parameters(
      index = "2",
      paramLabel = "TIME",
      description = "e.g. 36000, 600m or 10h; 0: not at all; none: no limit.")
  private String time = "";

  @Mixin private ServerOptions server = new ServerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  QuotaSetCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (time.equals("none")) {
      server.scheduler(context).people().deleteQuota(user, machine);
      context.terminal().out().println("There is no limit for " + user + " on " + machine + ".");
      return ExitCode.OK;
    }
    long seconds = seconds();
    PeopleApi people = server.scheduler(context).people();
    Quota quota = people.putQuota(user, machine, seconds);
    server.answer(context).list(QuotaCommand.LISTING, List.of(quota), quota, "");
    return ExitCode.OK;
  }

  private long seconds() {
    try {
      return time.equals("0") ? 0 : new LengthOfTime().convert(time).toSeconds();
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), "TIME: " + e.getMessage(), e);
    }
  }
}
