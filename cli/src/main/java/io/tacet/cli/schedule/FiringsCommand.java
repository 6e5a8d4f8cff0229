package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule.Firing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code schedule firings}. */
@Command(
    name = "firings",
    description = {
      "Shows what a schedule has fired, newest first: its jobs, and what was refused or skipped.",
      ""
    },
    footer = {"", "Example:", "  tacet schedule firings 0J5RXK2M9QZ1A"})
final class FiringsCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "SCHEDULE", description = "Id of the schedule.")
  private String id = "";

  @Mixin private PageOptions pages = new PageOptions();

  @Mixin private ServerOptions server = new ServerOptions();

  FiringsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Page<Firing> page =
        new ScheduleApi(server.scheduler(context).rest())
            .firings(id, pages.limit(), pages.cursor());
    PageOptions.show(context, server, ScheduleText.FIRINGS, page, "It has not fired yet.");
    return ExitCode.OK;
  }
}
