package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule.Firing;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most this many, 1 to 500. Default: 20.")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on where the page before ended; it says its cursor.")
  private @Nullable String cursor;

  @Mixin private ServerOptions server = new ServerOptions();

  FiringsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Page<Firing> page =
        new ScheduleApi(server.scheduler(context).rest()).firings(id, limit, cursor);
    server.answer(context).list(ScheduleText.FIRINGS, page.items(), page, "It has not fired yet.");
    if (page.nextCursor() != null && server.output() != OutputFormat.JSON) {
      context.terminal().err().println("There are more: --cursor " + page.nextCursor());
    }
    return ExitCode.OK;
  }
}
