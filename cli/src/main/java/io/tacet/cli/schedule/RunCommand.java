package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.CommandFailure;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Schedule.Firing;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code schedule run}. */
@Command(
    name = "run",
    description = {"Fires a schedule now, whatever its timing says.", ""},
    footer = {"", "Example:", "  tacet schedule run 0J5RXK2M9QZ1A"})
final class RunCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "SCHEDULE", description = "Id of the schedule.")
  private String id = "";

  @Mixin private ServerOptions server = new ServerOptions();

  RunCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Firing firing = new ScheduleApi(server.scheduler(context).rest()).run(id);
    if (server.output() != OutputFormat.TABLE) {
      server.answer(context).list(ScheduleText.FIRINGS, List.of(firing), firing, "");
      return firing.outcome().equals("SUBMITTED") ? ExitCode.OK : ExitCode.FAILURE;
    }
    if (!firing.outcome().equals("SUBMITTED")) {
      throw new CommandFailure("its job was refused: " + firing.message());
    }
    String made = firing.group() == null ? "Job " + firing.job() : "Group " + firing.group();
    context.terminal().out().println(made + " is queued.");
    return ExitCode.OK;
  }
}
