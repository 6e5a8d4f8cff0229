package io.tacet.cli.schedule;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.Schedule;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code schedule}: lists schedules; its own verbs make and steer them. */
@Command(
    name = "schedule",
    description = {
      "Lists schedules, newest first: jobs that are submitted at times, or when a repository has",
      "something new.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet schedule",
      "  tacet schedule add --daily 03:30 --zone Europe/Berlin -m m1 --command 'sort big.txt'",
      "  tacet schedule next 0J5RXK2M9QZ1A",
      "  tacet schedule firings 0J5RXK2M9QZ1A"
    })
public final class ScheduleCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private PageOptions pages = new PageOptions();

  @Mixin private ServerOptions server = new ServerOptions();

  private ScheduleCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new ScheduleCommand(context))
        .addSubcommand(new AddCommand(context))
        .addSubcommand(new EditCommand(context))
        .addSubcommand(new ShowCommand(context))
        .addSubcommand(new NextCommand(context))
        .addSubcommand(new FiringsCommand(context))
        .addSubcommand(SteerCommands.pause(context))
        .addSubcommand(SteerCommands.resume(context))
        .addSubcommand(new RunCommand(context))
        .addSubcommand(SteerCommands.delete(context));
  }

  @Override
  public Integer call() {
    Page<Schedule> page =
        new ScheduleApi(server.scheduler(context).rest()).list(pages.limit(), pages.cursor());
    PageOptions.show(
        context,
        server,
        ScheduleText.LISTING,
        page,
        "No schedules. Make one: tacet schedule add --daily 03:30 --command 'WORDS'");
    return ExitCode.OK;
  }
}
