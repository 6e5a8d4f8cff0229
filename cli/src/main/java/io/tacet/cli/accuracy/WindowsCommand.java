package io.tacet.cli.accuracy;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.cli.output.OutputFormat;
import io.tacet.contract.rest.AccuracyWindow;
import io.tacet.contract.rest.Page;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  WindowsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Page<AccuracyWindow> page =
        new AccuracyApi(server.scheduler(context).rest()).windows(machine, limit, cursor);
    server
        .answer(context)
        .list(AccuracyText.WINDOWS, page.items(), page, "Nothing has been judged yet.");
    if (page.nextCursor() != null && server.output() != OutputFormat.JSON) {
      context.terminal().err().println("There are more: --cursor " + page.nextCursor());
    }
    return ExitCode.OK;
  }
}
