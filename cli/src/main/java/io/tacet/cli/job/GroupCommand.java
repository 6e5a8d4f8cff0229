package io.tacet.cli.job;

import io.tacet.cli.api.SchedulerApi;
import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.JobGroup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verb {@code group}. */
@Command(
    name = "group",
    description = {
      "Shows a group: one job measured several times, its runs and how well its figure is known.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tacet submit --repeat 10 --command 'sort big.txt'",
      "  tacet group 0J5RXK2M9QZ1A",
      "  tacet group 0J5RXK2M9QZ1A --cancel",
      "",
      "With -o csv: the runs, one line each."
    })
public final class GroupCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "GROUP", description = "Id of the group.")
  private String id = "";

  @Option(
      names = "--cancel",
      description = "End it and cancel those of its runs that are not over.")
  private boolean cancel;

  @Mixin private ServerOptions server = new ServerOptions();

  /** Runs in this process. */
  public GroupCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    SchedulerApi scheduler = server.scheduler(context);
    JobGroup group = cancel ? scheduler.cancelGroup(id) : scheduler.group(id);
    if (server.output() == OutputFormat.TABLE) {
      GroupText.write(group, context.terminal());
    } else {
      server.answer(context).list(GroupText.LISTING, group.jobs(), group, "");
    }
    return ExitCode.OK;
  }
}
