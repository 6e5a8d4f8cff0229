package io.tacet.cli.window;

import io.tacet.cli.context.Context;
import io.tacet.cli.context.ServerOptions;
import io.tacet.cli.failure.ExitCode;
import io.tacet.contract.rest.Page;
import io.tacet.contract.rest.StartWindow;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The verb {@code window}: lists start windows; its own verbs change them. */
@Command(
    name = "window",
    description = {
      "Lists start windows. A machine that has one is given orders only while it is open; a job",
      "waits for one with tacet submit --window ID.",
      ""
    },
    synopsisSubcommandLabel = "[VERB]",
    commandListHeading = "%nVerbs:%n",
    footer = {
      "",
      "Examples:",
      "  tacet window",
      "  tacet window set night --cron '0 22 * * *' --for 8h --zone Europe/Berlin",
      "  tacet window set sun --feed https://example.org/solar.csv --above 2500",
      "  tacet submit --window sun --window-wait 24h --command 'sort big.txt'",
      "  tacet window machine night m1"
    })
public final class WindowCommand implements Callable<Integer> {

  private final Context context;

  @Mixin private ServerOptions server = new ServerOptions();

  private WindowCommand(Context context) {
    this.context = context;
  }

  /** The verb with its own verbs. */
  public static CommandLine of(Context context) {
    return new CommandLine(new WindowCommand(context))
        .addSubcommand(new SetWindowCommand(context))
        .addSubcommand(new MachineWindowCommand(context))
        .addSubcommand(new RemoveWindowCommand(context));
  }

  @Override
  public Integer call() {
    Page<StartWindow> page = new WindowApi(server.scheduler(context).rest()).list();
    server
        .answer(context)
        .list(
            WindowListing.LISTING,
            page.items(),
            page,
            "No start windows. Define one: tacet window set ID --cron '0 22 * * *' --for 8h");
    return ExitCode.OK;
  }
}
