package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.PageOptions;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.AccuracyWindow;
import io.tacet.contract.rest.Page;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The verb {@code accuracy windows}. */
@Command(
    name = "windows",
    description = {"Shows every verdict on a machine, newest first; with -o json all values.", ""},
    footer = {"", "Example:", "  tacet accuracy windows m1 -o json"})
final class WindowsCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(paramLabel = "MACHINE", description = "Id of the machine.")
  private String machine = "";

  @Mixin private PageOptions pages = new PageOptions();

  @Mixin private ServerOptions server = new ServerOptions();

  WindowsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Page<AccuracyWindow> page =
        new AccuracyApi(server.scheduler(context).rest())
            .windows(machine, pages.limit(), pages.cursor());
    PageOptions.show(context, server, AccuracyText.WINDOWS, page, "Nothing has been judged yet.");
    return ExitCode.OK;
  }
}
